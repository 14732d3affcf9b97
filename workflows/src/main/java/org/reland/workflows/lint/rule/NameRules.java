package org.reland.workflows.lint.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.finding.Severity;
import org.reland.workflows.lint.manifest.Definition;
import org.reland.workflows.lint.manifest.Manifest;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.yaml.YamlNode;

/** Names: what is allowed in them, how long they may be, that they are unique. */
final class NameRules {
  private static final Pattern OBJECT =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern TEMPLATE = Pattern.compile("[a-zA-Z0-9][-a-zA-Z0-9]*");
  private static final Pattern PARAMETER = Pattern.compile("[-a-zA-Z0-9_]+");
  private static final Pattern LABEL =
      Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");

  /** A workflow's name is the value of a label of its pods. */
  private static final int LONGEST = 63;

  /** A CronWorkflow's workflows are named after it and the time: a dash and ten digits more. */
  private static final int LONGEST_CRON = 52;

  /** A generated name ends in five letters of Kubernetes' own. */
  private static final int GENERATED = 5;

  private static final int LONGEST_TEMPLATE = 128;
  private static final int MOST = 200;

  private NameRules() {}

  static void objectNames(Definition definition, Report report) {
    Manifest manifest = definition.manifest();
    YamlNode metadata = manifest.root().at("metadata");
    YamlNode name = metadata.at("name");
    YamlNode prefix = metadata.at("generateName");
    if (name.isAbsent() && prefix.isAbsent()) {
      report.error(name, "%s has no name".formatted(manifest.kind()), "give metadata.name");
      return;
    }
    int longest = manifest.isCron() ? LONGEST_CRON : LONGEST;
    int length = name.isPresent() ? name.text().length() : prefix.text().length() + GENERATED;
    YamlNode given = name.isPresent() ? name : prefix;
    boolean cut = name.isAbsent() && !manifest.isCron(); // by Kubernetes, which makes up the rest
    if (length > longest) {
      report.add(
          cut ? Severity.WARNING : Severity.ERROR,
          given,
          "the name of a %s has at most %d characters; this one has %d"
              .formatted(manifest.kind(), longest, length),
          cut ? "shorten it, or its end is cut off" : "shorten it");
    }
    String text = name.isPresent() ? name.text() : prefix.text() + "x";
    if (!OBJECT.matcher(text).matches()) {
      report.error(
          given,
          "'%s' is no name for an object".formatted(given.text()),
          "use lower case letters, digits and dashes, a letter or digit first and last");
    }
  }

  static void fieldNames(Template template, Report report) {
    YamlNode name = template.node().at("name");
    if (template.within().isEmpty()) {
      legal(name, TEMPLATE, "letters, digits and dashes, no dash first", report);
      if (name.text().length() > LONGEST_TEMPLATE) {
        report.error(
            name,
            "the name of a template has at most %d characters".formatted(LONGEST_TEMPLATE),
            "shorten it");
      }
    }
    for (String field : List.of("inputs", "outputs")) {
      for (YamlNode parameter : template.node().at(field, "parameters").items()) {
        legal(parameter.at("name"), PARAMETER, "letters, digits, dashes and underscores", report);
      }
    }
    template.tasks().forEach(task -> taskName(task.node().at("name"), task.isStep(), report));
  }

  private static void taskName(YamlNode name, boolean step, Report report) {
    if (!step && name.text().matches("[0-9].*")) {
      report.error(
          name,
          "the name of a task may not begin with a digit: '%s'".formatted(name.text()),
          "begin it with a letter");
      return;
    }
    legal(name, TEMPLATE, "letters, digits and dashes, no dash first", report);
  }

  private static void legal(YamlNode name, Pattern pattern, String allowed, Report report) {
    if (name.isAbsent()) {
      report.error(name, "a name is missing", "give it one");
    } else if (!pattern.matcher(name.text()).matches()) {
      report.error(name, "'%s' is no name here".formatted(name.text()), "use " + allowed);
    }
  }

  static void duplicates(Definition definition, Report report) {
    unique(definition.spec().at("templates"), "template", report);
    unique(definition.spec().at("arguments", "parameters"), "parameter", report);
    for (Template template : definition.allTemplates()) {
      YamlNode node = template.node();
      unique(node.at("inputs", "parameters"), "input parameter", report);
      unique(node.at("outputs", "parameters"), "output parameter", report);
      Set<String> names = new HashSet<>();
      template
          .tasks()
          .forEach(
              task -> {
                unique(task.node().at("arguments", "parameters"), "argument", report);
                once(task.node().at("name"), task.isStep() ? "step" : "task", names, report);
              });
    }
  }

  private static void unique(YamlNode list, String what, Report report) {
    Set<String> names = new HashSet<>();
    list.items().forEach(item -> once(item.at("name"), what, names, report));
  }

  private static void once(YamlNode name, String what, Set<String> names, Report report) {
    if (name.isPresent() && !names.add(name.text())) {
      report.error(
          name,
          "there is another %s named %s".formatted(what, name.text()),
          "give each a name of its own");
    }
  }

  /** The definitions of the resources allow no more in one list. */
  static void tooMany(Definition definition, Report report) {
    Stream<YamlNode> lists =
        Stream.concat(
            Stream.of(definition.spec().at("templates")),
            definition.allTemplates().stream()
                .flatMap(t -> Stream.of(t.node().at("dag", "tasks"), t.node().at("steps"))));
    lists
        .filter(list -> list.items().size() > MOST)
        .forEach(
            list ->
                report.error(
                    list,
                    "%d in one list, of which the API server allows %d"
                        .formatted(list.items().size(), MOST),
                    "split them: a task may run a template with a DAG of its own"));
  }

  static void labels(Manifest document, Report report) {
    document
        .root()
        .walk()
        .flatMap(
            node ->
                Stream.of(node.at("metadata"), node.at("podMetadata"), node.at("workflowMetadata")))
        .map(metadata -> metadata.at("labels"))
        .filter(YamlNode::isPresent)
        .distinct()
        .forEach(labels -> labels.fields().entrySet().forEach(label -> label(label, report)));
  }

  private static void label(Map.Entry<String, YamlNode> label, Report report) {
    String value = label.getValue().text();
    if (!value.contains("{{") && !LABEL.matcher(value).matches()) {
      report.error(
          label.getValue(),
          "'%s' is no value for a label".formatted(value),
          "use at most 63 letters, digits, dashes, dots and underscores, or make %s an annotation"
              .formatted(label.getKey().toLowerCase(Locale.ROOT)));
    }
  }
}
