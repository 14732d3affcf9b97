package org.reland.behavior.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reland.kit.config.ConfigBinder;
import org.reland.kit.error.ConfigurationException;

final class EncodeConfigTest {
  private static EncodeConfig config(String encoder, int length) {
    return ConfigBinder.bind(
        EncodeConfig.class,
        "encode",
        Map.of(
            "encoder",
            encoder,
            "sasrec_batch_size",
            "512",
            "sasrec_length",
            Integer.toString(length)));
  }

  /** 512 * 2 * 2047 * 2048 / 2 is below 2^31 - 8; with 2048 it is not. */
  @Test
  void aLengthWhoseAttentionFitsIntoNoArrayIsRefusedWithTheLongestThatDoes() {
    assertEquals(2047, config("sasrec", 2047).sasrecLength());
    String message =
        assertThrows(ConfigurationException.class, () -> config("sasrec", 2048)).getMessage();
    assertTrue(message.contains("sasrec_length: is 2048"), message);
    assertTrue(message.contains("2047 at most"), message);
    assertEquals(4096, config("lightgcn", 4096).sasrecLength());
  }
}
