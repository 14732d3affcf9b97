package org.reland.cli.doctor;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.KubernetesReads;
import org.reland.cli.output.JsonOption;
import org.reland.kit.store.Json;

/** Looks at everything and prints a line for each finding, and below it what to do. */
public final class Doctor {
  private static final int CONFIGURATION = 78;
  private static final int DEFECT = 70;

  /** Who asks is not known, or nobody answers: nothing else would be told either. */
  private static final Set<Integer> HOPELESS =
      Set.of(ApiException.UNREACHED, ApiException.UNTRUSTED, 401);

  private final PrintStream out;
  private final boolean json;
  private int defects;
  private final Map<Verdict, Integer> seen = new EnumMap<>(Verdict.class);

  public Doctor(PrintStream out) {
    this(out, false);
  }

  /** With each finding as a JSON object on a line, and nothing else. */
  public Doctor(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /**
   * Examines a pipeline on a cluster.
   *
   * @param template name of its WorkflowTemplate
   * @param argoNamespace where Argo's controller is
   * @param configMap of Argo's configuration; empty: the one that the controller names
   * @return the exit code: 78 where something is wrong, 70 where a check has failed itself
   * @throws ApiException where the server is not reached, or does not know who asks
   */
  public int examine(
      KubernetesReads cluster, String template, String argoNamespace, Optional<String> configMap) {
    return examine(new Installation(cluster, template, argoNamespace, configMap), Checks.ALL);
  }

  int examine(Installation installation, List<ClusterCheck> checks) {
    for (ClusterCheck check : checks) {
      for (Finding finding : look(check, installation)) {
        print(check.subject(), finding);
      }
    }
    int wrong = seen.getOrDefault(Verdict.WRONG, 0);
    if (!json) {
      summarize(wrong);
    }
    if (defects > 0) {
      return DEFECT;
    }
    return wrong == 0 ? 0 : CONFIGURATION;
  }

  private void summarize(int wrong) {
    out.printf(
        "%d ok, %d to note, %d not known, %d wrong%n",
        seen.getOrDefault(Verdict.GOOD, 0),
        seen.getOrDefault(Verdict.NOTE, 0),
        seen.getOrDefault(Verdict.UNKNOWN, 0),
        wrong);
  }

  /** One check's failure is a finding, and the others go on. */
  private List<Finding> look(ClusterCheck check, Installation installation) {
    try {
      return check.look(installation);
    } catch (ApiException e) {
      if (HOPELESS.contains(e.status())) {
        throw e;
      }
      return List.of(
          e.status() == 403
              ? Finding.unknown(
                  "you may not look: " + e.getMessage(),
                  "let somebody look who may, or get the right")
              : Finding.unknown(
                  "the server did not say: %s (%d)".formatted(e.getMessage(), e.status()),
                  "look again in a while"));
    } catch (RuntimeException e) {
      defects++;
      e.printStackTrace(json ? System.err : out);
      return List.of(
          Finding.unknown("a defect of reland: " + e, "report it, with the stack trace above"));
    }
  }

  private void print(String subject, Finding finding) {
    seen.merge(finding.verdict(), 1, Integer::sum);
    if (json) {
      out.println(
          Json.line(
              JsonOption.object(
                  "verdict", finding.verdict().word(),
                  "subject", subject,
                  "text", finding.text(),
                  "remedy", finding.remedy())));
      return;
    }
    out.printf("%-6s %-14s %s%n", finding.verdict().word(), subject, finding.text());
    if (!finding.remedy().isEmpty()) {
      out.printf("%21s -> %s%n", "", finding.remedy());
    }
  }
}
