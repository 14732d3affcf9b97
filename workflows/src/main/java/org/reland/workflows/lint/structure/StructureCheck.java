package org.reland.workflows.lint.structure;

import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Manifest;

/** Compares a document with a definition of what it may hold, wherever that comes from. */
@FunctionalInterface
public interface StructureCheck {
  /** Tells of what a document should not hold, or lacks; nothing where its kind is not known. */
  void check(Manifest document, Report report);
}
