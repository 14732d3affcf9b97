package org.reland.workflows.lint.scope;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.reland.workflows.lint.manifest.Definition;
import org.reland.workflows.lint.manifest.Manifests;
import org.reland.workflows.lint.manifest.Task;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.yaml.Place;

/** Which templates run from an entrypoint on, and not only at the end. */
public final class Runs {
  private final Set<Place> fromEntrypoints = new HashSet<>();

  public Runs(Manifests manifests) {
    for (Definition definition : manifests.definitions()) {
      of(definition).ifPresent(this::visit);
    }
  }

  /** The places of the templates that run where this one is run, but for its end. */
  public static Set<Place> from(Definition definition) {
    Runs runs = new Runs();
    of(definition).ifPresent(runs::visit);
    return runs.fromEntrypoints;
  }

  private Runs() {}

  /** Where a run of it begins. */
  public static Optional<Template> of(Definition definition) {
    return definition.template(definition.effective("entrypoint").text());
  }

  private void visit(Template template) {
    if (fromEntrypoints.add(template.node().place())) {
      for (Task task : template.tasks()) {
        task.target().ifPresent(this::visit);
      }
    }
  }

  public boolean beginsAtAnEntrypoint(Template template) {
    return fromEntrypoints.contains(template.node().place());
  }
}
