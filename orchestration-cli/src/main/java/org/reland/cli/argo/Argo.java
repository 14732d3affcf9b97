package org.reland.cli.argo;

/** Names that Argo has for things. Definition: Argo's {@code workflow/common}. */
public final class Argo {
  public static final String GROUP = "argoproj.io";
  public static final String VERSION = "v1alpha1";
  public static final String API_VERSION = GROUP + "/" + VERSION;

  /** On pods: the workflow that they belong to. */
  public static final String WORKFLOW = "workflows.argoproj.io/workflow";

  /** On pods: the node that they are. */
  public static final String NODE_ID = "workflows.argoproj.io/node-id";

  public static final String PHASE = "workflows.argoproj.io/phase";
  public static final String COMPLETED = "workflows.argoproj.io/completed";
  public static final String RESUBMITTED_FROM = "workflows.argoproj.io/resubmitted-from-workflow";

  /** On children of a cron workflow: its name. */
  public static final String CRON = "workflows.argoproj.io/cron-workflow";

  /** On workflows: the time that they stand for (RFC 3339, UTC); {@code workflow.scheduledTime}. */
  public static final String SCHEDULED_TIME = "workflows.argoproj.io/scheduled-time";

  public static final String BACKFILL = "workflows.argoproj.io/backfill";

  /** On cron workflows that the controller has taken up. */
  public static final String LAST_USED_SCHEDULE = "cronworkflows.argoproj.io/last-used-schedule";

  /** On cron workflows: when the controller was last asked to look again. */
  static final String LOOK_AGAIN = "reland.org/look-again";

  /** Longest name of a workflow; the controller fails longer ones. */
  public static final int LONGEST_NAME = 63;

  private Argo() {}
}
