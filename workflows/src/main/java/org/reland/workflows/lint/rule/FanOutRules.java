package org.reland.workflows.lint.rule;

import java.util.List;
import java.util.Optional;
import org.reland.kit.store.Json;
import org.reland.workflows.lint.expression.Depends;
import org.reland.workflows.lint.expression.SyntaxException;
import org.reland.workflows.lint.expression.Tag;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Manifests;
import org.reland.workflows.lint.manifest.Task;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.scope.Use;
import org.reland.workflows.lint.scope.Uses;
import org.reland.workflows.lint.yaml.YamlNode;
import tools.jackson.core.JacksonException;

/** Tasks that become several, and what is left of them. */
final class FanOutRules {
  private FanOutRules() {}

  /** Otherwise the node is an Error when it runs. */
  static void lists(Task task, Report report) {
    YamlNode list = task.node().at("withParam");
    if (list.isAbsent()) {
      return;
    }
    var tags = Tag.in(list.text());
    if (tags.size() == 1 && tags.getFirst().alone()) {
      return;
    }
    if (tags.isEmpty() && !isJsonList(list.text())) {
      report.error(
          list,
          "'%s' is no JSON list".formatted(list.text()),
          "write a list as JSON, or a tag whose value is one");
    }
  }

  private static boolean isJsonList(String text) {
    try {
      return Json.mapper().readTree(text).isArray();
    } catch (JacksonException e) {
      return false;
    }
  }

  static void ways(Task task, Report report) {
    long ways =
        task.node().fields().keySet().stream()
            .filter(key -> key.matches("withItems|withParam|withSequence"))
            .count();
    if (ways > 1) {
      report.error(
          task.node(),
          "it is multiplied in more than one way",
          "give one of withParam, withItems, withSequence");
    }
  }

  static void sequences(Task task, Report report) {
    YamlNode sequence = task.node().at("withSequence");
    if (sequence.isAbsent()) {
      return;
    }
    boolean count = sequence.at("count").isPresent();
    boolean end = sequence.at("end").isPresent();
    if (count == end) {
      report.error(
          count ? sequence.at("end") : sequence,
          count ? "both a count and an end" : "neither a count nor an end: it goes nowhere",
          "give one of them");
    }
    for (String field : List.of("start", "count", "end")) {
      YamlNode number = sequence.at(field);
      if (number.isPresent() && !number.text().matches("-?[0-9]{1,18}|.*\\{\\{.*")) {
        report.error(
            number, "'%s' is no whole number".formatted(number.text()), "write one, in quotes");
      }
    }
  }

  /** Of an empty list nothing is left but the default. */
  static void aggregates(Manifests manifests, Report report) {
    for (Use use : Uses.in(manifests).all()) {
      Optional<Task> other = TagRules.other(use).filter(o -> o.node().at("withParam").isPresent());
      if (other.isEmpty() || !use.name(2).equals("outputs")) {
        continue;
      }
      if (use.name(3).equals("result")) {
        report.warning(
            use.text().node(),
            "%s: where the list of %s is empty there is no result, and this ends as an Error"
                .formatted(use.shown(), other.get().name()),
            "use an output parameter with valueFrom.default: \"[]\"");
      } else if (use.name(3).equals("parameters")) {
        YamlNode output = output(other.get(), use.name(4));
        if (output.isPresent() && output.at("valueFrom", "default").isAbsent()) {
          report.error(
              use.text().node(),
              "%s: where the list of %s is empty there is no output, and this ends as an Error"
                  .formatted(use.shown(), other.get().name()),
              "give the output valueFrom.default: \"[]\" (%s:%d)"
                  .formatted(output.place().file(), output.place().line()));
        }
      }
    }
  }

  private static YamlNode output(Task task, String name) {
    return task.target()
        .map(Template::outputParameters)
        .map(outputs -> outputs.get(name))
        .orElse(task.node().at("no output"));
  }

  /** A task that was left out has no outputs, and what reads them ends as an Error. */
  static void skipped(Manifests manifests, Report report) {
    for (Use use : Uses.in(manifests).all()) {
      Optional<Task> other = TagRules.other(use).filter(o -> o.node().at("when").isPresent());
      Optional<Task> reader = use.scope().task();
      if (other.isEmpty()
          || reader.isEmpty()
          || !use.name(2).equals("outputs")
          || reader.get().node().at("when").isPresent()
          || asksForSuccess(reader.get(), other.get().name())) {
        continue;
      }
      YamlNode output = output(other.get(), use.name(4));
      if (output.isPresent() && output.at("valueFrom", "default").isAbsent()) {
        report.warning(
            use.text().node(),
            "%s: where %s is left out (when) there is no output"
                .formatted(use.shown(), other.get().name()),
            "give the output valueFrom.default, or let this depend on %s.Succeeded"
                .formatted(other.get().name()));
      }
    }
  }

  private static boolean asksForSuccess(Task reader, String other) {
    try {
      YamlNode depends = reader.node().at("depends");
      return depends.isPresent()
          && Depends.parse(depends.text())
              .outcomes()
              .filter(outcome -> outcome.task().equals(other))
              .allMatch(outcome -> outcome.result().filter("Succeeded"::equals).isPresent());
    } catch (SyntaxException e) {
      return true; // told of elsewhere
    }
  }
}
