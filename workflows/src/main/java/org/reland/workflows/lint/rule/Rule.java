package org.reland.workflows.lint.rule;

import java.util.function.Consumer;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Definition;
import org.reland.workflows.lint.manifest.Manifest;
import org.reland.workflows.lint.manifest.Manifests;
import org.reland.workflows.lint.manifest.Task;
import org.reland.workflows.lint.manifest.Template;

/**
 * A rule.
 *
 * @param name by which findings name it
 */
public record Rule(String name, Check check) {
  /** Looks at all documents and tells what it finds. */
  @FunctionalInterface
  public interface Check {
    void check(Manifests manifests, Report report);
  }

  /** Looks at one of them. */
  @FunctionalInterface
  interface Of<T> {
    void check(T subject, Report report);
  }

  static Rule documents(String name, Of<Manifest> check) {
    return new Rule(name, (all, report) -> all.documents().forEach(each(check, report)));
  }

  static Rule definitions(String name, Of<Definition> check) {
    return new Rule(name, (all, report) -> all.definitions().forEach(each(check, report)));
  }

  static Rule templates(String name, Of<Template> check) {
    return new Rule(name, (all, report) -> all.templates().forEach(each(check, report)));
  }

  static Rule tasks(String name, Of<Task> check) {
    return new Rule(name, (all, report) -> all.tasks().forEach(each(check, report)));
  }

  static Rule pods(String name, Of<Pod> check) {
    return new Rule(name, (all, report) -> Pod.in(all).forEach(each(check, report)));
  }

  private static <T> Consumer<T> each(Of<T> check, Report report) {
    return subject -> check.check(subject, report);
  }
}
