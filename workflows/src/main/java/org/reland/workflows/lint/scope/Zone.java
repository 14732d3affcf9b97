package org.reland.workflows.lint.scope;

/** The part of a definition that a text stands in; each knows other variables. */
public enum Zone {
  /** Outside of templates. */
  WORKFLOW,
  /** What a pod is made of, and all else in a template that is none of the following. */
  TEMPLATE,
  /** The outputs of a template: those of its tasks are there. */
  OUTPUTS,
  /** A task: those before it have ended. */
  TASK,
  /** What a task is multiplied by: known before there is an item. */
  FAN_OUT,
  /** What is run at the end of a task or workflow. */
  HOOK,
  /** Whether and how to try again. */
  RETRY,
  /** What is measured. */
  METRICS,
  /** The answer of an HTTP template. */
  ANSWER,
  /** Whether a CronWorkflow starts or stops. */
  CRON
}
