package org.reland.workflows.lint.rule;

import java.util.List;
import java.util.stream.Stream;
import org.reland.workflows.cron.GoDuration;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Manifest;
import org.reland.workflows.lint.yaml.YamlNode;

/** How long something may take: a text that is read only when it is needed. */
final class DurationRules {
  private DurationRules() {}

  static void lengths(Manifest document, Report report) {
    if (document.isDefinition()) {
      document.root().walk().flatMap(DurationRules::fields).forEach(each -> length(each, report));
    }
  }

  private static Stream<YamlNode> fields(YamlNode node) {
    if (node.path().contains("arguments") || !(node instanceof YamlNode.Fields)) {
      return Stream.of();
    }
    return Stream.of(
            List.of("retryStrategy", "backoff", "duration"),
            List.of("retryStrategy", "backoff", "maxDuration"),
            List.of("retryStrategy", "backoff", "cap"),
            List.of("containerSet", "retryStrategy", "duration"),
            List.of("suspend", "duration"),
            List.of("memoize", "maxAge"),
            List.of("podGC", "deleteDelayDuration"))
        .map(path -> at(node, path));
  }

  private static YamlNode at(YamlNode node, List<String> path) {
    YamlNode found = node;
    for (String key : path) {
      found = found.at(key);
    }
    return found;
  }

  private static void length(YamlNode node, Report report) {
    String text = node.text();
    if (node.isPresent() && !text.contains("{{") && GoDuration.orSeconds(text).isEmpty()) {
      report.error(
          node,
          "'%s' is no length of time".formatted(text),
          "write seconds, or numbers with h, m, s, ms, as 1h30m; there are no days");
    }
  }
}
