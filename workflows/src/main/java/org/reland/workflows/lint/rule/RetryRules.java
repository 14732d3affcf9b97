package org.reland.workflows.lint.rule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.reland.workflows.cron.GoDuration;
import org.reland.workflows.lint.expression.Expression;
import org.reland.workflows.lint.expression.ExpressionParser;
import org.reland.workflows.lint.expression.SyntaxException;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.finding.Severity;
import org.reland.workflows.lint.manifest.Manifest;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.yaml.YamlNode;

/** Trying again: what it asks, and what it is told, is text. */
final class RetryRules {
  private static final List<String> EXIT_CODE = List.of("lastRetry", "exitCode");
  private static final List<String> STATUS = List.of("lastRetry", "status");
  private static final List<String> POLICIES =
      List.of("Always", "OnFailure", "OnError", "OnTransientError");
  private static final Set<String> BROAD = Set.of("", "Always");
  private static final Set<String> COMPARING = Set.of("==", "!=", "<", ">", "<=", ">=", "in");
  private static final Set<String> NUMBERS = Set.of("asInt", "asFloat", "int", "float");

  private RetryRules() {}

  private static Stream<YamlNode> strategies(Manifest document) {
    return document.isDefinition()
        ? document
            .root()
            .walk()
            .filter(node -> !node.path().endsWith("containerSet")) // with fields of its own
            .map(node -> node.at("retryStrategy"))
            .filter(YamlNode::isPresent)
        : Stream.of();
  }

  /** The policy filters first, then the limit, then the expression. */
  static void policies(Manifest document, Report report) {
    strategies(document)
        .forEach(
            strategy -> {
              YamlNode policy = strategy.at("retryPolicy");
              if (policy.isPresent() && !POLICIES.contains(policy.text())) {
                report.error(
                    policy,
                    "there is no retryPolicy '%s'".formatted(policy.text()),
                    "use one of them" + Suggestion.of(policy.text(), POLICIES));
              } else if (strategy.at("expression").isPresent() && !BROAD.contains(policy.text())) {
                // Without one the policy is Always where there is an expression.
                report.add(
                    policy.is("OnFailure") ? Severity.WARNING : Severity.ERROR,
                    policy,
                    "the policy is looked at before the expression, which sees %s"
                        .formatted(
                            policy.is("OnFailure") ? "no pod that was deleted" : "no exit code"),
                    "set retryPolicy: Always where there is an expression");
              }
              if (strategy.at("limit").isAbsent()) {
                report.warning(
                    strategy.at("limit"), "it is tried again without end", "set a limit");
              }
            });
  }

  /** Seen: it counts from the first attempt's start, and ends one that runs. */
  static void limits(Template template, Report report) {
    YamlNode most = template.effective("retryStrategy").at("backoff", "maxDuration");
    YamlNode deadline = template.effective("activeDeadlineSeconds");
    Optional<Duration> all = GoDuration.orSeconds(most.text());
    if (all.isPresent()
        && deadline.text().matches("[0-9]{1,9}")
        && all.get().toSeconds() < Long.parseLong(deadline.text())) {
      report.warning(
          most,
          "it ends an attempt that runs, and is shorter than the deadline of one (%s s)"
              .formatted(deadline.text()),
          "make it longer than all attempts together, or bound them by limit alone");
    }
  }

  static void expressions(Manifest document, Report report) {
    strategies(document)
        .map(strategy -> strategy.at("expression"))
        .filter(node -> node.isPresent() && !node.text().contains("{{"))
        .forEach(
            node -> {
              try {
                Expression whole = ExpressionParser.parse(node.text());
                whole.walk().forEach(part -> part(part, node, report));
                deadline(whole, node, report);
              } catch (SyntaxException e) {
                return; // a rule of its own tells of it
              }
            });
  }

  private static void part(Expression part, YamlNode node, Report report) {
    if (part instanceof Expression.Binary binary && COMPARING.contains(binary.operator())) {
      compared(binary.operator(), binary.left(), binary.right(), node, report);
      compared(binary.operator(), binary.right(), binary.left(), node, report);
    }
    if (part instanceof Expression.Binary binary
        && binary.operator().equals("matches")
        && binary.right() instanceof Expression.Text pattern) {
      try {
        Pattern.compile(pattern.value());
      } catch (PatternSyntaxException e) {
        report.error(
            node,
            "'%s' is no regular expression: %s".formatted(pattern.value(), e.getDescription()),
            "mend it");
      }
    }
  }

  private static void compared(
      String operator, Expression one, Expression other, YamlNode node, Report report) {
    boolean code = one.chain().filter(EXIT_CODE::equals).isPresent();
    if (code && values(other).anyMatch(Expression.Numeral.class::isInstance)) {
      report.error(
          node,
          "lastRetry.exitCode is a text and equals no number, without a warning",
          "write asInt(lastRetry.exitCode)");
    } else if (code && !operator.equals("in") && !operator.endsWith("=")) {
      report.error(
          node,
          "lastRetry.exitCode is a text: '9' comes after '75'",
          "write asInt(lastRetry.exitCode), and numbers");
    } else if (isNumber(one) && values(other).anyMatch(Expression.Text.class::isInstance)) {
      report.error(
          node, "a number is compared with a text", "leave the quotation marks of the number out");
    }
    if (one.chain().filter(STATUS::equals).isPresent()) {
      values(other)
          .filter(Expression.Text.class::isInstance)
          .map(value -> ((Expression.Text) value).value())
          .filter(value -> !value.equals("Failed") && !value.equals("Error"))
          .forEach(
              value ->
                  report.error(
                      node,
                      "lastRetry.status is never '%s'".formatted(value),
                      "compare it with 'Failed' or 'Error'"));
    }
  }

  private static Stream<Expression> values(Expression expression) {
    return expression instanceof Expression.Values list
        ? list.all().stream()
        : Stream.of(expression);
  }

  private static boolean isNumber(Expression expression) {
    return expression instanceof Expression.Call call
        && call.function() instanceof Expression.Name function
        && NUMBERS.contains(function.name());
  }

  /** A deadline ends a pod by 143 or 137, as an eviction or the lack of memory does. */
  private static void deadline(Expression whole, YamlNode node, Report report) {
    Optional<String> killed =
        whole
            .walk()
            .flatMap(
                part ->
                    part instanceof Expression.Numeral n
                        ? Stream.of(n.value())
                        : part instanceof Expression.Text t ? Stream.of(t.value()) : Stream.of())
            .filter(value -> value.equals("143") || value.equals("137"))
            .findFirst();
    if (killed.isPresent() && !node.text().contains("deadline")) {
      report.warning(
          node,
          "a pod that ran out of time may end by %s too, and would be tried again"
              .formatted(killed.get()),
          "add !(lastRetry.message matches 'specified deadline')");
    }
  }
}
