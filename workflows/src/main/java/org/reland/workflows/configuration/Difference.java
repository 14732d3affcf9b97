package org.reland.workflows.configuration;

import java.util.ArrayList;
import java.util.List;
import org.reland.kit.config.ConfigBinder;
import org.reland.kit.step.Steps;

/**
 * A key in which two configurations differ.
 *
 * @param key {@code section.key}
 */
public record Difference(String key, Object one, Object other) {
  /** All of them, in the order of help; files by the names that are given for them. */
  public static List<Difference> between(Configuration one, Configuration other, Steps steps) {
    List<Difference> differences = new ArrayList<>();
    Configuration.records(steps)
        .forEach(
            (section, type) ->
                ConfigBinder.settings(type)
                    .forEach(
                        (key, setting) -> {
                          Object first = one.named().get(section).get(key);
                          Object second = other.named().get(section).get(key);
                          if (setting.setBy().isEmpty() && !first.equals(second)) {
                            differences.add(new Difference(section + "." + key, first, second));
                          }
                        }));
    return differences;
  }
}
