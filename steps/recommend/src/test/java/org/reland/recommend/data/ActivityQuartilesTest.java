package org.reland.recommend.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.recommend.TestData;

final class ActivityQuartilesTest {
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 17, 18, 19, 100})
  void fourLevelsOfLikeSizeHoldEveryUserOnceAndRiseInActivity(int users) {
    UserItems train = TestData.pairs(users, 30, users * 5, users);
    List<int[]> levels = ActivityQuartiles.of(train);
    assertArrayEquals(
        IntStream.range(0, users).toArray(),
        levels.stream().flatMapToInt(Arrays::stream).sorted().toArray());
    for (int level = 1; level < 4; level++) {
      int before = levels.get(level - 1).length;
      assertTrue(before - levels.get(level).length <= 1 && before >= levels.get(level).length);
      int most = Arrays.stream(levels.get(level - 1)).map(train::count).max().orElse(0);
      int least = Arrays.stream(levels.get(level)).map(train::count).min().orElse(most);
      assertTrue(most <= least);
    }
    assertEquals(4, levels.size());
  }
}
