package org.reland.workflows.argo;

/**
 * Which ends of a pod are worth another try. Ours are told by their exit codes: 3 the heap and 137
 * the container ran out of memory, so more is given; 75 something outside that may work later; 143
 * the pod was asked to go. A node that Argo calls Error lost its pod. Deadlines are not tried
 * again, and may end in 137 or 143 too, so their message is looked at first; exit code 64 is Argo's
 * own, for outputs that it could not save. Both stand at the beginning: a message that begins with
 * {@code main:} goes on with what the container says itself, and that may hold any word.
 */
final class Retries {
  /** All values of an expression are strings, so the exit code has to be made a number. */
  private static final String EXPRESSION =
      "!(lastRetry.message matches '^Pod was active on the node longer than the specified deadline"
          + "|^wait: Error [(]exit code 64[)]')"
          + " && (lastRetry.status == 'Error'"
          + " || asInt(lastRetry.exitCode) in [3, 75, 137, 143]"
          + " || lastRetry.message matches 'vict|low on resource|was rejected|exceeds the limit'"
          + " && !(lastRetry.message matches '^main: '))";

  private Retries() {}

  /** Without a policy of its own an expression would not see lost pods. */
  static Manifests.Retry upTo(int times) {
    return new Manifests.Retry(
        Integer.toString(times), "Always", new Manifests.Backoff("10s", "3", "5m"), EXPRESSION);
  }

  /** Memory of the container main: so much at first, as much again with every try. */
  static String memory(int mebibytes) {
    String amount = "{{=sprig.mul(" + mebibytes + ", asInt(retries) + 1)}}Mi";
    return """
        containers:
        - name: main
          resources:
            requests: {memory: "%s"}
            limits: {memory: "%s"}
        """
        .formatted(amount, amount);
  }
}
