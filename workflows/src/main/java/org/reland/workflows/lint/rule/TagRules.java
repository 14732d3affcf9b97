package org.reland.workflows.lint.rule;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.finding.Severity;
import org.reland.workflows.lint.manifest.Definition;
import org.reland.workflows.lint.manifest.Manifest;
import org.reland.workflows.lint.manifest.Manifests;
import org.reland.workflows.lint.manifest.Task;
import org.reland.workflows.lint.manifest.TaskOrder;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.scope.Runs;
import org.reland.workflows.lint.scope.Use;
import org.reland.workflows.lint.scope.Uses;
import org.reland.workflows.lint.scope.Variables;
import org.reland.workflows.lint.scope.Zone;
import org.reland.workflows.lint.yaml.Place;
import org.reland.workflows.lint.yaml.YamlNode;

/** What stands in double braces, and whether it is there when it is needed. */
final class TagRules {
  private static final String SCHEDULED = "workflows.argoproj.io/scheduled-time";

  /** Argo's own, and those of expr-lang. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "asInt",
          "asFloat",
          "toJson",
          "jsonpath",
          "string",
          "int",
          "float",
          "len",
          "all",
          "none",
          "any",
          "one",
          "filter",
          "map",
          "find",
          "findIndex",
          "findLast",
          "findLastIndex",
          "count",
          "concat",
          "flatten",
          "uniq",
          "join",
          "reduce",
          "sum",
          "mean",
          "median",
          "min",
          "max",
          "first",
          "last",
          "take",
          "reverse",
          "sort",
          "sortBy",
          "groupBy",
          "keys",
          "values",
          "type",
          "toJSON",
          "fromJSON",
          "toBase64",
          "fromBase64",
          "toPairs",
          "fromPairs",
          "trim",
          "trimPrefix",
          "trimSuffix",
          "upper",
          "lower",
          "split",
          "splitAfter",
          "replace",
          "repeat",
          "indexOf",
          "lastIndexOf",
          "hasPrefix",
          "hasSuffix",
          "now",
          "duration",
          "date",
          "timezone",
          "abs",
          "ceil",
          "floor",
          "round",
          "get",
          "bitand",
          "bitor",
          "bitxor",
          "bitnand",
          "bitnot",
          "bitshl",
          "bitshr",
          "bitushr");

  private TagRules() {}

  static void expressions(Manifests manifests, Report report) {
    Uses uses = Uses.in(manifests);
    for (Uses.Unreadable bad : uses.unreadable()) {
      report.error(
          bad.text().node(),
          "%s cannot be read: %s".formatted(bad.shown(), bad.problem()),
          "mend it: the node would end as an Error only when it runs");
    }
    for (Uses.Function function : uses.functions()) {
      String name = function.name();
      if (!FUNCTIONS.contains(name) && !name.contains(".")) {
        report.error(
            function.text().node(),
            "there is no function %s, in %s".formatted(name, function.shown()),
            "use one of expr-lang's, Argo's or sprig's" + Suggestion.of(name, FUNCTIONS));
      }
    }
  }

  static void unresolved(Manifests manifests, Report report) {
    for (Use use : Uses.in(manifests).all()) {
      Variables.problem(use)
          .ifPresent(
              problem ->
                  report.error(
                      use.text().node(),
                      "%s: %s".formatted(use.shown(), problem.message()),
                      problem.remedy()));
    }
  }

  /** The controller: missing dependency for parameter. */
  static void order(Manifests manifests, Report report) {
    Map<Place, TaskOrder> orders = new HashMap<>();
    for (Use use : Uses.in(manifests).all()) {
      Optional<Task> task = use.scope().task();
      Optional<Task> other = other(use);
      if (task.isEmpty() || other.isEmpty()) {
        continue;
      }
      boolean own = use.scope().zone() == Zone.HOOK && other.get().name().equals(task.get().name());
      Template template = task.get().template();
      TaskOrder order =
          orders.computeIfAbsent(template.node().place(), place -> new TaskOrder(template));
      if (!own && !order.before(task.get().name()).contains(use.name(1))) {
        report.error(
            use.text().node(),
            "%s: %s does not wait for %s".formatted(use.shown(), task.get().name(), use.name(1)),
            task.get().isStep()
                ? "put it into a later group of steps"
                : "add %s to its depends".formatted(use.name(1)));
      }
    }
  }

  /** The task of its own template that is asked for something. */
  static Optional<Task> other(Use use) {
    boolean tasks = use.name(0).equals("tasks") || use.name(0).equals("steps");
    return tasks && use.names().size() > 2
        ? use.scope().template().flatMap(template -> template.task(use.name(1)))
        : Optional.empty();
  }

  /** Seen: resolves in an ordinary dependent task, stays as it is in a hook. */
  static void hookExitCodes(Manifests manifests, Report report) {
    for (Use use : Uses.in(manifests).all()) {
      if (use.scope().zone() == Zone.HOOK
          && other(use).isPresent()
          && use.name(2).equals("exitCode")) {
        report.error(
            use.text().node(),
            "%s is not replaced in a hook".formatted(use.shown()),
            "use status here, or a task that depends on %s.Failed".formatted(use.name(1)));
      }
    }
  }

  static void onlyAtTheEnd(Manifests manifests, Report report) {
    Runs runs = new Runs(manifests);
    for (Use use : Uses.in(manifests).all()) {
      boolean end = use.begins("workflow", "status") || use.begins("workflow", "failures");
      boolean hook = use.scope().zone() == Zone.HOOK;
      if (end && !hook && use.scope().template().filter(runs::beginsAtAnEntrypoint).isPresent()) {
        report.error(
            use.text().node(),
            "%s is known only at the end of the workflow".formatted(use.shown()),
            "use it in the template that spec.onExit names, and nowhere before");
      }
    }
  }

  /** Without the annotation that the controller gives a CronWorkflow's runs it is not replaced. */
  static void scheduledTimes(Manifests manifests, Report report) {
    for (Use use : Uses.in(manifests).all()) {
      if (use.begins("workflow", "scheduledTime")) {
        Definition definition = use.scope().definition();
        Optional<Severity> severity = unscheduled(definition);
        severity.ifPresent(
            s ->
                report.add(
                    s,
                    use.text().node(),
                    "%s is replaced only in the runs of a CronWorkflow".formatted(use.shown()),
                    "hand the day over as a parameter, and give it this value in the CronWorkflow"));
      }
    }
  }

  private static Optional<Severity> unscheduled(Definition definition) {
    Manifest manifest = definition.manifest();
    if (manifest.isCron() || isAnnotated(manifest)) {
      return Optional.empty();
    }
    if (!manifest.isTemplate()) {
      return Optional.of(Severity.ERROR);
    }
    var users = definition.all().usersOf(definition).stream().map(Definition::manifest).toList();
    if (users.stream().anyMatch(user -> !user.isCron() && !isAnnotated(user))) {
      return Optional.of(Severity.ERROR);
    }
    return users.isEmpty() ? Optional.of(Severity.WARNING) : Optional.empty();
  }

  private static boolean isAnnotated(Manifest manifest) {
    return manifest.root().at("metadata", "annotations").at(SCHEDULED).isPresent();
  }

  /** It is JSON that was quoted once more: no further quotation marks fit around it. */
  static void failures(Manifests manifests, Report report) {
    for (Use use : Uses.in(manifests).all()) {
      YamlNode node = use.text().node();
      if (use.begins("workflow", "failures") && !use.alone() && !use.expression()) {
        report.error(
            node,
            "%s is JSON quoted twice, and breaks the text around it".formatted(use.shown()),
            "hand it over alone, as the value of an env, and parse it twice there");
      }
    }
  }
}
