package org.reland.workflows.lint.rule;

import java.util.List;

/** All rules. Where a rule comes from something seen on a cluster, its comment says what. */
public final class Rules {
  public static final List<Rule> ALL =
      List.of(
          // What YAML makes of it.
          Rule.documents("duplicate-key", YamlRules::duplicateKeys),
          Rule.documents("yaml-boolean", YamlRules::oldBooleans),
          Rule.documents("string-due", YamlRules::stringsDue),
          // Names.
          Rule.definitions("object-name", NameRules::objectNames),
          Rule.templates("field-name", NameRules::fieldNames),
          Rule.definitions("duplicate-name", NameRules::duplicates),
          Rule.definitions("too-many", NameRules::tooMany),
          Rule.documents("label-value", NameRules::labels),
          // What names what.
          Rule.definitions("workflow-template", ReferenceRules::workflowTemplates),
          Rule.definitions("entrypoint", ReferenceRules::entrypoints),
          Rule.tasks("task-template", ReferenceRules::taskTargets),
          Rule.templates("template-type", ContainerRules::types),
          // The order of tasks.
          Rule.tasks("depends", DagRules::depends),
          Rule.templates("cycle", DagRules::cycles),
          Rule.templates("dag-target", DagRules::targets),
          Rule.templates("mixed-depends", DagRules::mixed),
          // Tags and expressions.
          new Rule("expression", TagRules::expressions),
          new Rule("tag", TagRules::unresolved),
          new Rule("task-order", TagRules::order),
          new Rule("hook-exit-code", TagRules::hookExitCodes),
          new Rule("only-at-the-end", TagRules::onlyAtTheEnd),
          new Rule("scheduled-time", TagRules::scheduledTimes),
          new Rule("quoted-failures", TagRules::failures),
          Rule.templates("shell-text", ShellRules::texts),
          // Several of one.
          Rule.tasks("with-param", FanOutRules::lists),
          Rule.tasks("fan-out", FanOutRules::ways),
          Rule.tasks("sequence", FanOutRules::sequences),
          Rule.tasks("when", WhenRules::conditions),
          new Rule("empty-fan-out", FanOutRules::aggregates),
          new Rule("skipped-output", FanOutRules::skipped),
          // Trying again.
          Rule.documents("retry-policy", RetryRules::policies),
          Rule.documents("retry-expression", RetryRules::expressions),
          Rule.templates("retry-limit", RetryRules::limits),
          Rule.templates("pod-spec-patch", PatchRules::patches),
          Rule.definitions("pod-spec-patch", PatchRules::patchesOfAll),
          Rule.documents("duration", DurationRules::lengths),
          // Schedules.
          Rule.documents("schedule", CronRules::schedules),
          Rule.documents("timezone", CronRules::zones),
          Rule.documents("concurrency-policy", CronRules::policies),
          new Rule("cron-order", CronRules::order),
          Rule.definitions("suspend", CronRules::suspends),
          // Whole workflows.
          Rule.documents("removed-field", WorkflowRules::removedFields),
          Rule.definitions("hooks", WorkflowRules::hooks),
          Rule.definitions("parallelism", WorkflowRules::parallelism),
          Rule.definitions("pod-gc", WorkflowRules::podDeletion),
          Rule.templates("memoize", WorkflowRules::memoize),
          // What is handed over.
          Rule.tasks("missing-argument", ArgumentRules::missing),
          Rule.tasks("unknown-argument", ArgumentRules::unknown),
          Rule.definitions("workflow-parameter", ArgumentRules::workflowParameters),
          Rule.definitions("enum", ArgumentRules::enumerations),
          Rule.templates("output-source", OutputRules::sources),
          Rule.templates("artifact-path", ArtifactRules::paths),
          // Containers.
          Rule.pods("image", ContainerRules::images),
          Rule.templates("command", ContainerRules::commands),
          Rule.pods("resources", ContainerRules::resources),
          Rule.templates("deadline", ContainerRules::deadlines),
          Rule.pods("volume-mount", VolumeRules::mounts),
          // Security.
          Rule.pods("pod-security", SecurityRules::pods),
          Rule.pods("container-security", SecurityRules::containers),
          Rule.pods("root-user", SecurityRules::rootUsers),
          Rule.pods("volume", SecurityRules::volumes),
          Rule.definitions("service-account", SecurityRules::serviceAccounts),
          Rule.documents("named-secret", SecretRules::named),
          Rule.documents("secret", SecretRules::recognised),
          Rule.documents("secret-manifest", SecretRules::secrets));

  private Rules() {}
}
