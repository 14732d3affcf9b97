package org.reland.recommend.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.step.Image;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.StepSpec;
import org.reland.kit.store.Json;

/** Puts a run's results together: a JSON file for scripts and a page for people. */
public final class ReportStep implements Step<ReportConfig> {
  @Override
  public StepSpec<ReportConfig> spec() {
    return StepSpec.of("report", 4, ReportConfig.class)
        .collects(Artifacts.METRICS, Artifacts.USER_METRICS, Artifacts.CURVE, Artifacts.MODEL)
        .reads(Artifacts.USERS, Artifacts.ITEMS, Artifacts.INTERACTIONS)
        .collectsIfThere(Artifacts.CALLS)
        .readsIfThere(
            Artifacts.INTAKE,
            Artifacts.SPLITS,
            Artifacts.HISTORY,
            Artifacts.BEHAVIORS,
            Artifacts.CLUSTERS,
            Artifacts.SEEDS,
            Artifacts.POOL,
            Artifacts.MATCHES)
        .writesProvenance(Artifacts.REPORT, Artifacts.RESULTS)
        .needs(500, false)
        .image(Image.RECOMMEND)
        .build();
  }

  @Override
  public void run(ReportConfig config, StepContext context) throws IOException {
    Measurements measured = Measurements.read(context, config.cutoff());
    context.progress().plan("%,d measured cells".formatted(measured.metrics().size()));
    Costs costs = Costs.read(context);
    List<Results.TestRow> tests = new Comparisons(measured, config.cutoff()).rows();
    List<Results.ValidationRow> validation = Decisions.rows(context, measured);
    List<Results.PreferredRow> preferred = Decisions.preferred(validation);
    List<Results.SweepRow> sweep = SeedSweep.rows(context, measured, costs);
    Results results =
        new Results(
            new Results.Data(
                context.read(Artifacts.USERS).rows(),
                context.read(Artifacts.ITEMS).rows(),
                context.read(Artifacts.INTERACTIONS).rows()),
            context.has(Artifacts.INTAKE) ? context.read(Artifacts.INTAKE).list() : List.of(),
            PoolSummary.read(context),
            metrics(measured),
            groups(measured),
            tests,
            costs.main(),
            sweep,
            costs.ownPools(),
            validation,
            preferred,
            Claims.of(tests, preferred, config.cutoff()),
            Breakdowns.read(context, measured, config.cutoff()),
            SeedReturns.of(sweep, validation));
    context.write(Artifacts.RESULTS, Json.bytes(results));
    Page page =
        new Page(
            results,
            measured,
            ClusterMap.read(context),
            Explanations.read(context, config.explainedUsers()),
            config.cutoff());
    context.write(Artifacts.REPORT, page.html().getBytes(StandardCharsets.UTF_8));
  }

  private static List<Results.MetricRow> metrics(Measurements measured) {
    List<Results.MetricRow> rows = new ArrayList<>();
    measured
        .metrics()
        .forEach(
            (cell, metrics) ->
                metrics.stream()
                    .filter(m -> m.group().equals("all"))
                    .forEach(
                        m ->
                            rows.add(
                                new Results.MetricRow(
                                    cell.backbone(),
                                    cell.variant(),
                                    cell.repetition(),
                                    m.protocol(),
                                    m.masked(),
                                    m.k(),
                                    m.ndcg(),
                                    m.hr()))));
    return rows;
  }

  private static List<Results.GroupRow> groups(Measurements measured) {
    List<Results.GroupRow> rows = new ArrayList<>();
    measured
        .metrics()
        .forEach(
            (cell, metrics) ->
                metrics.stream()
                    .filter(m -> !m.group().equals("all"))
                    .forEach(
                        m ->
                            rows.add(
                                new Results.GroupRow(
                                    cell.backbone(),
                                    cell.variant(),
                                    cell.repetition(),
                                    m.protocol(),
                                    m.masked(),
                                    m.group(),
                                    m.users(),
                                    m.k(),
                                    m.ndcg(),
                                    m.hr()))));
    return rows;
  }
}
