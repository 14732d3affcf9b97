package org.reland.recommend.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProjectionTest {
  /** An ellipse in a tilted plane of space, off the origin; on it the components are known. */
  @Test
  void findsTheAxesOfAnEllipse() {
    int count = 360;
    double[] along = {2.0 / 3, 2.0 / 3, 1.0 / 3};
    double[] across = {1.0 / 3, -2.0 / 3, 2.0 / 3};
    List<float[]> points = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      double a = 3 * Math.cos(2 * Math.PI * n / count);
      double b = Math.sin(2 * Math.PI * n / count);
      float[] point = new float[3];
      for (int j = 0; j < 3; j++) {
        point[j] = (float) (5 + a * along[j] + b * across[j]);
      }
      points.add(point);
    }
    Projection plane = Projection.of(points);
    assertEquals(0.9, plane.shareX(), 1e-6);
    assertEquals(0.1, plane.shareY(), 1e-6);
    for (int n = 0; n < count; n++) {
      assertEquals(3 * Math.cos(2 * Math.PI * n / count), plane.x().get(n), 1e-5);
      assertEquals(1, Math.hypot(plane.x().get(n) / 3, plane.y().get(n)), 1e-5);
    }
  }

  @Test
  void pointsOnALineOrInOnePlaceHaveAPlaceAllTheSame() {
    Projection line = Projection.of(List.of(new float[] {0, 0}, new float[] {3, 4}));
    assertEquals(1, line.shareX(), 1e-9);
    assertEquals(5, Math.abs(line.x().get(1) - line.x().get(0)), 1e-9);
    Projection one = Projection.of(List.of(new float[] {2, 2}));
    assertEquals(0, one.x().getFirst());
    assertEquals(0, one.shareX());
  }
}
