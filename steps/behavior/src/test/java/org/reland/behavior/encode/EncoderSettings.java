package org.reland.behavior.encode;

import java.util.HashMap;
import java.util.Map;
import org.reland.kit.config.ConfigBinder;

/** Configurations of encode for tests: the defaults, and what a test sets otherwise. */
final class EncoderSettings {
  private EncoderSettings() {}

  static EncodeConfig of(Map<String, Object> settings) {
    return ConfigBinder.bind(EncodeConfig.class, "encode", new HashMap<>(settings));
  }
}
