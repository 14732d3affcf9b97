package org.reland.recommend.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reland.recommend.report.Explanations.Explanation;

/**
 * The report as one HTML file that needs nothing else: style and charts are inside, and there is no
 * script, so that it shows wherever files are shown.
 */
record Page(
    Results results,
    Measurements measured,
    @Nullable ClusterMap clusters,
    List<Explanation> explanations,
    int cutoff) {

  String html() {
    Element head =
        Element.of("head")
            .add(Element.of("meta").with("charset", "utf-8"))
            .add(
                Element.of("meta")
                    .with("name", "viewport")
                    .with("content", "width=device-width, initial-scale=1"))
            .add(Element.of("meta").with("name", "color-scheme").with("content", "light dark"))
            .add(Element.of("title", "ReLand: results"));
    Element main =
        Element.of("main")
            .add(header())
            .addAll(new ResultsSection(results, cutoff).elements())
            .addAll(new ValidationSection(results).elements())
            .addAll(new ActivitySection(results, cutoff).elements())
            .addAll(new BreakdownSection(results, cutoff).elements())
            .addAll(new SweepSection(results, cutoff).elements())
            .addAll(new ReturnsSection(results.returns()).elements())
            .addAll(new ExplanationsSection(explanations).elements())
            .addAll(new DataSection(results.intake()).elements())
            .addAll(new PoolSection(results.pool()).elements())
            .addAll(new ClustersSection(clusters).elements())
            .addAll(new CostSection(results).elements())
            .addAll(new CurvesSection(measured).elements())
            .add(Element.comment(StepsSection.PLACE));
    // The style holds > and quotes, which an element would escape; it is the project's own.
    return "<!DOCTYPE html>\n<html lang=\"en\">\n"
        + head.toString().replace("</head>", "<style>\n" + style() + "</style></head>")
        + "\n"
        + Element.of("body").add(main)
        + "\n</html>\n";
  }

  private Element header() {
    Results.Data data = results.data();
    return Element.of("header")
        .add(Element.of("h1", "ReLand: results of a run"))
        .add(
            Element.of("p")
                .with("class", "lead")
                .text(
                    "A language model is asked about a few seed users only; every other user gets"
                        + " the rationale of the seed nearest to it. This page says what that was"
                        + " worth."))
        .add(
            Element.of("dl")
                .with("class", "facts")
                .add(fact("users", Figures.count(data.users())))
                .add(fact("items", Figures.count(data.items())))
                .add(fact("interactions", Figures.count(data.interactions())))
                .add(fact("seeds", seeds())))
        .add(Generators.note(results));
  }

  private String seeds() {
    return results.pool() == null ? "none" : Figures.count(results.pool().seeds());
  }

  private static Element fact(String name, String value) {
    return Element.of("div").add(Element.of("dt", name)).add(Element.of("dd", value));
  }

  private static String style() {
    try (InputStream in = Page.class.getResourceAsStream("report.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
