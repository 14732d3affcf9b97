package org.reland.recommend.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reland.kit.config.ConfigBinder;
import org.reland.kit.error.ConfigurationException;

final class TrainConfigTest {
  private static TrainConfig config(String backbone, int batch, int length) {
    return ConfigBinder.bind(
        TrainConfig.class,
        "train",
        Map.of(
            "backbone", backbone,
            "sequence_batch_size", Integer.toString(batch),
            "max_length", Integer.toString(length)));
  }

  /** The largest l with 2 heads * 2 views * sequences * l * (l + 1) / 2 below 2^31 - 8. */
  @ParameterizedTest
  @CsvSource({"sasrec, 128, 2895", "duorec, 128, 2895", "duorec, 512, 1447"})
  void aLengthWhoseAttentionFitsIntoNoArrayIsRefusedWithTheLongestThatDoes(
      String backbone, int batch, int longest) {
    assertEquals(longest, config(backbone, batch, longest).maxLength());
    String message =
        assertThrows(ConfigurationException.class, () -> config(backbone, batch, longest + 1))
            .getMessage();
    assertTrue(message.contains("max_length: is " + (longest + 1)), message);
    assertTrue(message.contains(longest + " at most"), message);
  }

  @Test
  void whatHasNoAttentionMayHaveAnyLength() {
    assertEquals(4096, config("gru4rec", 1 << 20, 4096).maxLength());
    assertEquals(4096, config("lightgcn", 1 << 20, 4096).maxLength());
  }

  @Test
  void aBatchForWhichNoLengthIsLeftIsRefused() {
    assertThrows(ConfigurationException.class, () -> config("duorec", Integer.MAX_VALUE, 1));
  }
}
