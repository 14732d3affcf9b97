package org.reland.recommend.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FloatBlocksTest {
  private static final int BLOCK = FloatBlocks.LENGTH;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 5})
  void blocksAreTheFloatsOneByOneAndComeBack(int length) throws IOException {
    SplittableRandom random = new SplittableRandom(length);
    float[] data = new float[length];
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    DataOutputStream single = new DataOutputStream(expected);
    for (int i = 0; i < length; i++) {
      data[i] = random.nextFloat() - 0.5f;
      single.writeFloat(data[i]);
    }
    single.writeInt(7);

    ByteArrayOutputStream written = new ByteArrayOutputStream();
    DataOutputStream blocks = new DataOutputStream(written);
    FloatBlocks.write(data, blocks);
    blocks.writeInt(7);
    assertArrayEquals(expected.toByteArray(), written.toByteArray());

    float[] back = new float[length];
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(written.toByteArray()));
    FloatBlocks.read(in, back);
    assertArrayEquals(data, back);
    assertEquals(7, in.readInt());
  }
}
