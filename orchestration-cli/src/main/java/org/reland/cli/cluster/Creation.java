package org.reland.cli.cluster;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.regex.Pattern;
import org.reland.cli.argo.ApiException;
import org.reland.cli.argo.Argo;
import org.reland.cli.argo.ArgoApi;
import org.reland.cli.argo.Workflow;
import org.reland.kit.error.UsageException;

/**
 * Creates workflows so that a request that is sent twice makes one: the name is ours and not the
 * server's, and a mark tells our own from another's.
 */
final class Creation {
  /** Marks a workflow with the command that made it. */
  static final String REQUEST = "reland.org/request";

  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  /** Kubernetes' own alphabet for names that it makes up: no vowels, so no words. */
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private static final int SUFFIX = 5;
  private static final int TRIES = 3;

  private final ArgoApi argo;
  private final SecureRandom random = new SecureRandom();

  Creation(ArgoApi argo) {
    this.argo = argo;
  }

  /**
   * Under a name that is given.
   *
   * @throws UsageException where it cannot be a name, or is taken
   */
  Workflow named(Workflow workflow, String name) {
    checkName(name);
    try {
      return create(workflow, name);
    } catch (ApiException e) {
      if (!e.conflict()) {
        throw e;
      }
      throw new UsageException(
          "there is a workflow %s in namespace %s already: choose another --name, or run it again with: reland resubmit %s"
              .formatted(name, argo.namespace(), name),
          e);
    }
  }

  /** Under a name that begins with {@code prefix}, cut where it would be too long. */
  Workflow numbered(Workflow workflow, String prefix) {
    String begin = prefix.substring(0, Math.min(prefix.length(), Argo.LONGEST_NAME - SUFFIX - 1));
    for (int attempt = 1; ; attempt++) {
      try {
        return create(workflow, begin + "-" + suffix());
      } catch (ApiException e) {
        if (!e.conflict() || attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private Workflow create(Workflow workflow, String name) {
    String request = UUID.randomUUID().toString();
    RunMarks.name(workflow, name);
    RunMarks.annotate(workflow, REQUEST, request);
    try {
      return argo.create(workflow);
    } catch (ApiException e) {
      if (e.conflict()) { // perhaps our own, and its answer was lost
        Workflow there = argo.workflow(name);
        if (there.annotation(REQUEST).filter(request::equals).isPresent()) {
          return there;
        }
      }
      throw e;
    }
  }

  private String suffix() {
    StringBuilder suffix = new StringBuilder();
    for (int i = 0; i < SUFFIX; i++) {
      suffix.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return suffix.toString();
  }

  private static void checkName(String name) {
    if (name.length() > Argo.LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw new UsageException(
          "--name %s: at most %d small letters, digits and '-', beginning and ending with a letter or digit"
              .formatted(name, Argo.LONGEST_NAME));
    }
  }
}
