package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.CurvePoint;
import org.reland.recommend.data.Cell;
import org.reland.recommend.report.LineChart.Point;
import org.reland.recommend.report.LineChart.Series;

/** How training went, for the first repetition of every cell, and what the fusion made of it. */
record CurvesSection(Measurements measured) {

  List<Element> elements() {
    Map<String, List<Cell>> backbones = new LinkedHashMap<>();
    for (Cell cell : measured.curves().keySet()) {
      List<Cell> cells = backbones.computeIfAbsent(cell.backbone(), b -> new ArrayList<>());
      if (cells.stream().noneMatch(c -> c.variant().equals(cell.variant()))) {
        cells.add(cell);
      }
    }
    if (backbones.isEmpty()) {
      return List.of();
    }
    List<Element> elements = new ArrayList<>();
    elements.add(Element.of("h2", "Training"));
    backbones.forEach(
        (backbone, cells) -> {
          elements.add(Element.of("h3", Names.of(backbone)));
          Set<String> variants = new LinkedHashSet<>();
          cells.forEach(cell -> variants.add(cell.variant()));
          elements.add(Legend.of(variants));
          elements.add(
              Element.of("div")
                  .with("class", "pair")
                  .add(chart(cells, "NDCG@10 on validation (0 to 1)", CurvePoint::ndcg10))
                  .add(chart(cells, "training loss (nats a pair)", CurvePoint::loss)));
          elements.add(table(cells));
        });
    return elements;
  }

  private Element chart(
      List<Cell> cells, String what, Function<CurvePoint, @Nullable Double> value) {
    List<Series> series = new ArrayList<>();
    for (Cell cell : cells) {
      List<Point> points = new ArrayList<>();
      for (CurvePoint point : measured.curves().get(cell)) {
        Double y = value.apply(point);
        if (y != null && Double.isFinite(y)) {
          points.add(new Point(point.epoch(), y));
        }
      }
      series.add(new Series(Names.of(cell.variant()), Names.color(cell.variant()), points));
    }
    return new LineChart(what + " by epoch", "epoch (number)", what).draw(series);
  }

  private Element table(List<Cell> cells) {
    List<List<String>> rows = new ArrayList<>();
    for (Cell cell : cells) {
      Map<String, Double> facts = measured.facts().getOrDefault(cell, Map.of());
      rows.add(
          List.of(
              Names.of(cell.variant()),
              count(facts.get("epochs")),
              two(facts.get("attention_all")),
              two(facts.get("attention_L1")),
              two(facts.get("attention_L2")),
              two(facts.get("attention_L3")),
              two(facts.get("attention_L4"))));
    }
    return Tables.of(
        1,
        List.of("variant", "epochs", "attention on the rationale", "L1", "L2", "L3", "L4"),
        rows);
  }

  private static String count(@Nullable Double value) {
    return value == null ? "" : Figures.count(value.longValue());
  }

  private static String two(@Nullable Double value) {
    return value == null ? "" : Figures.two(value);
  }
}
