package org.reland.recommend.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was chosen on the validation items, before any test item was looked at. */
record ValidationSection(Results results) {

  List<Element> elements() {
    if (results.validation().isEmpty()) {
      return List.of();
    }
    List<Element> elements = new ArrayList<>();
    elements.add(Element.of("h2", "What validation decided"));
    elements.add(
        Element.of(
            "p",
            "NDCG@10 of the validation items with all that was chosen by them: the epoch, what the"
                + " words count beside the embeddings (text weight), whether the rationale is fused"
                + " and what its words count (rationale weight), and where several matchings were"
                + " tried, which. In bold: each recommender's ReLand row, the best by the mean over"
                + " repetitions, of equals the one that is given least."));
    elements.add(table());
    sentences().forEach(sentence -> elements.add(Element.of("p", sentence)));
    return elements;
  }

  private Element table() {
    List<List<String>> rows = new ArrayList<>();
    Set<Integer> preferred = new HashSet<>();
    Set<String> named = new HashSet<>();
    for (Results.ValidationRow row : results.validation()) {
      if (named.add(row.backbone())) {
        rows.add(List.of(Names.of(row.backbone())));
      }
      if (isPreferred(row)) {
        preferred.add(rows.size());
      }
      boolean isFused = Boolean.TRUE.equals(row.fusion_used());
      rows.add(
          List.of(
              Names.of(row.variant()),
              fusion(row.fusion_used()),
              row.ndcg10() == null ? "" : Figures.metric(row.ndcg10()),
              row.epoch() == null ? "" : Figures.count(row.epoch()),
              two(row.feature_weight()),
              isFused ? two(row.rationale_weight()) : "",
              // What is left out was matched in no way.
              isFused ? Objects.requireNonNullElse(row.matching(), "") : "",
              Figures.count(row.repetition() + 1L)));
    }
    return Tables.of(
        2,
        List.of(
            "variant",
            "fusion",
            "NDCG@10",
            "epoch",
            "text weight",
            "rationale weight",
            "matching",
            "repetition"),
        rows,
        preferred::contains);
  }

  private boolean isPreferred(Results.ValidationRow validation) {
    return results.preferred().stream()
        .anyMatch(
            row ->
                row.backbone().equals(validation.backbone())
                    && row.variant().equals(validation.variant()));
  }

  /** Whose rationale validation did without: such a cell's results are those without one. */
  private List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    Set<String> backbones = new HashSet<>();
    for (Results.ValidationRow row : results.validation()) {
      if (!backbones.add(row.backbone())) {
        continue;
      }
      List<String> off =
          results.validation().stream()
              .filter(other -> other.backbone().equals(row.backbone()))
              .filter(other -> Boolean.FALSE.equals(other.fusion_used()))
              .map(other -> Names.of(other.variant()))
              .distinct()
              .toList();
      if (!off.isEmpty()) {
        sentences.add(
            "%s: where the fusion is off, no weight of the rationale ranked the validation items better, so it was left out; the results are those of the same model without it (%s)."
                .formatted(Names.of(row.backbone()), String.join("; ", off)));
      }
    }
    return sentences;
  }

  private static String fusion(@Nullable Boolean used) {
    if (used == null) {
      return "";
    }
    return used ? "on" : "off";
  }

  private static String two(@Nullable Double value) {
    return value == null ? "" : Figures.two(value);
  }
}
