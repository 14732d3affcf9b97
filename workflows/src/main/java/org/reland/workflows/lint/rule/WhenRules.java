package org.reland.workflows.lint.rule;

import java.util.Optional;
import java.util.regex.Pattern;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Task;
import org.reland.workflows.lint.yaml.YamlNode;

/** Whether a task runs: a condition that is read after its values have been put in. */
final class WhenRules {
  private static final Pattern VALUE = Pattern.compile("(?s)\\{\\{.*?\\}\\}|'[^']*'|\"[^\"]*\"");
  private static final Pattern OPERATOR =
      Pattern.compile("==|!=|<=|>=|=~|!~|<|>|&&|\\|\\||\\bin\\b|[-+*/%?:]");
  private static final Pattern EMPTY_SIDE =
      Pattern.compile("^\\s*#|#\\s*$|#\\s*#|\\(\\s*#|#\\s*\\)");

  private WhenRules() {}

  static void conditions(Task task, Report report) {
    YamlNode when = task.node().at("when");
    if (when.isPresent()) {
      problem(when.text())
          .ifPresent(
              problem ->
                  report.error(
                      when,
                      problem + ": the node would end as an Error",
                      "write both sides, as in \"{{inputs.parameters.size}} == big\""));
    }
  }

  private static Optional<String> problem(String text) {
    // Values may be anything, so what they hold is not looked at.
    String plain = VALUE.matcher(text).replaceAll("v");
    if (plain.chars().filter(c -> c == '(').count()
        != plain.chars().filter(c -> c == ')').count()) {
      return Optional.of("its brackets do not match");
    }
    // A sign before a value is none between two.
    String signs = plain.replaceAll("(?<=^|[(=<>&|~])\\s*[-+!](?=[\\w(])", " ");
    String operators = OPERATOR.matcher(signs).replaceAll("#");
    return EMPTY_SIDE.matcher(operators).find()
        ? Optional.of("a side of it is missing")
        : Optional.empty();
  }
}
