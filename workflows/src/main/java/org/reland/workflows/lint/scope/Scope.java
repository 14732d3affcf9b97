package org.reland.workflows.lint.scope;

import java.util.Optional;
import org.reland.workflows.lint.manifest.Definition;
import org.reland.workflows.lint.manifest.Task;
import org.reland.workflows.lint.manifest.Template;

/**
 * What surrounds a text.
 *
 * @param outer of a template that is written inside a task: the task's, whose variables are put in
 *     first
 */
public record Scope(
    Definition definition,
    Optional<Template> template,
    Optional<Task> task,
    Zone zone,
    Optional<Scope> outer) {

  static Scope of(Definition definition, Zone zone) {
    return new Scope(definition, Optional.empty(), Optional.empty(), zone, Optional.empty());
  }

  static Scope of(Template template, Optional<Scope> outer) {
    return new Scope(
        template.owner(), Optional.of(template), Optional.empty(), Zone.TEMPLATE, outer);
  }

  Scope in(Zone other) {
    return new Scope(definition, template, task, other, outer);
  }

  Scope in(Task inner, Zone other) {
    return new Scope(definition, template, Optional.of(inner), other, outer);
  }

  /** Whether what is tried again may be asked for. */
  public boolean retries() {
    return zone == Zone.RETRY
        || zone == Zone.METRICS
        || template.filter(t -> t.effective("retryStrategy").isPresent()).isPresent()
        || definition.effective("retryStrategy").isPresent();
  }
}
