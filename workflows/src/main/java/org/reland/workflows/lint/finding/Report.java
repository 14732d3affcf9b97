package org.reland.workflows.lint.finding;

import java.util.Collection;
import org.reland.workflows.lint.yaml.YamlNode;

/**
 * Where a rule tells what it found.
 *
 * @param rule its name
 */
public record Report(String rule, Collection<Finding> findings) {
  public void error(YamlNode at, String message, String remedy) {
    add(Severity.ERROR, at, message, remedy);
  }

  public void warning(YamlNode at, String message, String remedy) {
    add(Severity.WARNING, at, message, remedy);
  }

  public void add(Severity severity, YamlNode at, String message, String remedy) {
    findings.add(new Finding(rule, severity, at.place(), at.path(), message, remedy));
  }
}
