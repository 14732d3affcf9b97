package org.reland.kit.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A configuration record that knows more of its keys than a {@link Setting} can say. */
public interface Checked {
  /**
   * The allowed values of keys that a registry in the code knows, as {@link Setting#oneOf} would
   * name them; the same under every configuration.
   */
  default Map<String, ? extends Collection<String>> choices() {
    return Map.of();
  }

  /**
   * Rules across keys: what is wrong, each a sentence that begins with the key, as in {@code
   * "epochs: must be ..."}; empty where all is well. The section is put in front.
   */
  default List<String> problems() {
    return List.of();
  }
}
