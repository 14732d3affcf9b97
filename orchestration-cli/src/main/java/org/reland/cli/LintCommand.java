package org.reland.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.reland.cli.cluster.ClusterDefinitions;
import org.reland.cli.cluster.ClusterOptions;
import org.reland.cli.output.JsonOption;
import org.reland.workflows.lint.Linter;
import org.reland.workflows.lint.finding.Finding;
import org.reland.workflows.lint.finding.Severity;
import org.reland.workflows.lint.structure.StructureCheck;
import org.reland.workflows.lint.structure.Structures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reland lint}: what is wrong with manifests, before a cluster or a run tells. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description = {
      "Checks Argo's manifests: references, tags, expressions, retries, schedules, security.",
      "What one file refers to is looked for in all that are given. Ends with 65 where there are errors."
    },
    footer = {
      "",
      "Examples:",
      "  reland lint workflows/argo/shop",
      "  reland lint workflows/argo/shop --cluster --context staging",
      "  reland lint template.yaml cron.yaml --json",
      "  reland lint workflows/argo/shop --schema argo-workflows/manifests/base/crds/full"
    })
final class LintCommand implements Callable<Integer> {
  private static final int ERRORS = 65;

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "1..*",
      description = "Files, or folders of them, in the order of their application.")
  private List<Path> paths = List.of();

  @Option(
      names = "--schema",
      paramLabel = "FILE|DIR",
      description = {
        "What the documents may hold, unknown fields being errors: Argo's api/jsonschema/schema.json,",
        "or a file or folder of its CustomResourceDefinitions."
      })
  private List<Path> schemas = List.of();

  @Option(names = "--cluster", description = "The same, as the cluster has it defined.")
  private boolean onCluster;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws IOException {
    List<StructureCheck> structures = new ArrayList<>();
    for (Path schema : schemas) {
      structures.add(Structures.read(schema));
    }
    if (onCluster) {
      structures.add(Structures.ofCluster(ClusterDefinitions.of(cluster)));
    }
    List<Finding> findings = new Linter(structures).lint(paths);
    for (Finding finding : findings) {
      if (json.chosen()) {
        JsonOption.print(members(finding));
      } else {
        System.out.println(finding);
      }
    }
    long errors = findings.stream().filter(f -> f.severity() == Severity.ERROR).count();
    if (!json.chosen()) {
      System.out.println(
          counted(errors, "error") + ", " + counted(findings.size() - errors, "warning"));
    }
    return errors > 0 ? ERRORS : 0;
  }

  private static String counted(long number, String what) {
    return "%d %s%s".formatted(number, what, number == 1 ? "" : "s");
  }

  private static Map<String, ?> members(Finding finding) {
    return JsonOption.object(
        "rule", finding.rule(),
        "severity", finding.severity().toString(),
        "file", finding.place().file().toString(),
        "line", finding.place().line(),
        "column", finding.place().column(),
        "path", finding.path(),
        "message", finding.message(),
        "remedy", finding.remedy());
  }
}
