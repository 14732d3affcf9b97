package org.reland.cli.doctor;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.KubernetesReads;

/** Looks at everything and prints a line for each finding, and below it what to do. */
public final class Doctor {
  private static final int CONFIGURATION = 78;
  private static final int FORBIDDEN = 403;

  private final PrintStream out;
  private final Map<Verdict, Integer> seen = new EnumMap<>(Verdict.class);

  public Doctor(PrintStream out) {
    this.out = out;
  }

  /**
   * Examines a pipeline on a cluster.
   *
   * @param template name of its WorkflowTemplate
   * @param argoNamespace where Argo's controller is
   * @return the exit code: 78 where something is wrong
   * @throws ApiException where the server is not reached, or does not know who asks
   */
  public int examine(KubernetesReads cluster, String template, String argoNamespace) {
    return examine(new Installation(cluster, template, argoNamespace), Checks.ALL);
  }

  int examine(Installation installation, List<ClusterCheck> checks) {
    for (ClusterCheck check : checks) {
      for (Finding finding : look(check, installation)) {
        print(check.subject(), finding);
      }
    }
    int wrong = seen.getOrDefault(Verdict.WRONG, 0);
    out.printf(
        "%d ok, %d to note, %d not known, %d wrong%n",
        seen.getOrDefault(Verdict.GOOD, 0),
        seen.getOrDefault(Verdict.NOTE, 0),
        seen.getOrDefault(Verdict.UNKNOWN, 0),
        wrong);
    return wrong == 0 ? 0 : CONFIGURATION;
  }

  private static List<Finding> look(ClusterCheck check, Installation installation) {
    try {
      return check.look(installation);
    } catch (ApiException e) {
      if (e.status() != FORBIDDEN) {
        throw e;
      }
      return List.of(
          Finding.unknown(
              "you may not look: " + e.getMessage(),
              "let somebody look who may, or get the right"));
    }
  }

  private void print(String subject, Finding finding) {
    seen.merge(finding.verdict(), 1, Integer::sum);
    out.printf("%-6s %-14s %s%n", finding.verdict().word(), subject, finding.text());
    if (!finding.remedy().isEmpty()) {
      out.printf("%21s -> %s%n", "", finding.remedy());
    }
  }
}
