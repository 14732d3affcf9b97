package org.reland.workflows.argo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reland.workflows.lint.expression.Expression;
import org.reland.workflows.lint.expression.ExpressionParser;
import org.reland.workflows.lint.expression.SyntaxException;

/** Which ends of a pod are tried again: the ends that were seen on a cluster, one by one. */
final class RetriesTest {
  /** What a node shows of each end; -1 is what an expression sees where there is no exit code. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yes | Failed |  75 | main: Error (exit code 75)",
        "yes | Failed |   3 | main: Error (exit code 3)",
        "yes | Failed | 137 | main: OOMKilled (exit code 137)",
        "yes | Failed | 137 | main: Error (exit code 137)",
        "yes | Error  |  -1 | pod deleted",
        "yes | Failed | 143 | main: Error (exit code 143)",
        "yes | Failed | 143 | Usage of EmptyDir volume \"v\" exceeds the limit \"1Mi\".",
        "yes | Failed |  -1 | The node was low on resource: memory.",
        "no  | Failed | 143 | Pod was active on the node longer than the specified deadline",
        "no  | Failed | 137 | Pod was active on the node longer than the specified deadline",
        "no  | Failed |  -1 | Pod was active on the node longer than the specified deadline",
        "no  | Error  |   0 | wait: Error (exit code 64): open /tmp/none: no such file",
        "no  | Failed |   2 | main: Error (exit code 2)",
        "no  | Failed |  78 | main: Error (exit code 78)",
      })
  void anEndIsTriedAgainOrNot(String again, String status, String code, String message)
      throws SyntaxException {
    assertEquals(again.equals("yes"), isTried(status, code, message));
  }

  /** Behind main: stands what the step has said, which may be the words of another end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yes |  75 | main: Error (exit code 75): a query ran over its specified deadline",
        "yes |  75 | main: Error (exit code 75): wait: Error (exit code 64)",
        "yes | 137 | main: OOMKilled (exit code 137): Pod was active on the node longer than the specified deadline",
        "no  |   2 | main: Error (exit code 2): the victim was rejected, and exceeds the limit",
        "no  |  65 | main: Error (exit code 65): line 75 of users.csv: evicted",
      })
  void whatAStepSaysDecidesNothing(String again, String code, String message)
      throws SyntaxException {
    assertEquals(again.equals("yes"), isTried("Failed", code, message));
  }

  private static boolean isTried(String status, String code, String message)
      throws SyntaxException {
    Map<String, String> lastRetry =
        Map.of("status", status, "exitCode", code, "message", message, "duration", "12.5");
    return (boolean) value(ExpressionParser.parse(Retries.upTo(2).expression()), lastRetry);
  }

  /** As much of the language as the expression uses; what is compared must be of one type. */
  private static Object value(Expression expression, Map<String, String> lastRetry) {
    return switch (expression) {
      case Expression.Text text -> text.value();
      case Expression.Numeral number -> Long.parseLong(number.value());
      case Expression.Member member -> lastRetry.get(member.name());
      case Expression.Values list -> list.all().stream().map(e -> value(e, lastRetry)).toList();
      case Expression.Unary not -> !(boolean) value(not.operand(), lastRetry);
      case Expression.Call asInt ->
          Long.parseLong((String) value(asInt.arguments().getFirst(), lastRetry));
      case Expression.Binary binary -> binary(binary, lastRetry);
      default -> throw new AssertionError("not expected: " + expression);
    };
  }

  private static boolean binary(Expression.Binary binary, Map<String, String> lastRetry) {
    Object left = value(binary.left(), lastRetry);
    return switch (binary.operator()) {
      case "&&" -> (boolean) left && (boolean) value(binary.right(), lastRetry);
      case "||" -> (boolean) left || (boolean) value(binary.right(), lastRetry);
      case "==" -> left.equals(value(binary.right(), lastRetry));
      case "in" -> ((List<?>) value(binary.right(), lastRetry)).contains(left);
      case "matches" ->
          Pattern.compile((String) value(binary.right(), lastRetry)).matcher((String) left).find();
      default -> throw new AssertionError("not expected: " + binary.operator());
    };
  }
}
