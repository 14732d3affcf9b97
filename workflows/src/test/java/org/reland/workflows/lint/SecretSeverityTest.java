package org.reland.workflows.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reland.workflows.lint.finding.Finding;
import org.reland.workflows.lint.finding.Severity;

/** What is surely a secret is refused; what only sounds like one is told, or left alone. */
final class SecretSeverityTest {
  private static final String ENV = "spec.templates[train].container.env";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "API_TOKEN      | Zk3vQ9tLx7RbW2mNc5Yp8HsD       | ERROR",
        "X              | AKIAIOSFODNN7EXAMPLE           | ERROR",
        "DB_PASSWORD    | hunter2                        | WARNING",
        "API_TOKEN      | abc                            | WARNING",
        "pull-secret    | registry-credentials           |",
        "pad-token      | <pad>                          |",
        "EOS_TOKEN      | </s>                           |",
        "mask_token     | [MASK]                         |",
        "max_token      | many                           |",
        "tokens         | 4096                           |",
        "CACHE_KEY      | v1                             |",
        "TOKEN_FILE     | token.txt                      |",
      })
  void aNameAloneIsNoError(String name, String value, Severity severity) {
    Shop shop = Shop.committed().put(ENV, "[{name: %s, value: '%s'}]".formatted(name, value));
    Optional<Severity> worst =
        shop.lint().stream()
            .filter(finding -> finding.rule().contains("secret"))
            .map(Finding::severity)
            .min(Severity::compareTo);
    assertEquals(Optional.ofNullable(severity), worst);
  }
}
