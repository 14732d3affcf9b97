package org.reland.workflows.lint.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reland.workflows.lint.expression.Tag;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.manifest.Task;
import org.reland.workflows.lint.manifest.Template;
import org.reland.workflows.lint.yaml.YamlNode;

/** Values that are pasted into the text of a shell, which takes their quotation marks away. */
final class ShellRules {
  private static final Pattern SHELL = Pattern.compile("(.*/)?(ba|da|a|z|k|mk)?sh");
  private static final Pattern TEXT_OPTION = Pattern.compile("-[a-z]*c");

  /** Of letters, digits and dashes, whatever they are. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "workflow\\.(name|namespace|uid|status|duration|priority|scheduledTime|mainEntrypoint|"
              + "serviceAccountName|creationTimestamp.*)|pod\\.name|node\\.name|retries|"
              + ".*\\.(path|exitCode|status)|lastRetry\\.(exitCode|status|duration)");

  private static final String REMEDY =
      "hand it over as an env (value: \"%s\") and write \"$NAME\" here";

  private ShellRules() {}

  static void texts(Template template, Report report) {
    for (YamlNode container : template.mainContainers()) {
      shellText(container)
          .forEach(text -> Tag.in(text.text()).forEach(tag -> pasted(template, text, tag, report)));
    }
  }

  /** What a shell is told to run: its option's text, or a script's source. */
  private static Stream<YamlNode> shellText(YamlNode container) {
    List<YamlNode> words = new ArrayList<>(container.at("command").items());
    boolean shell = words.stream().anyMatch(word -> SHELL.matcher(word.text()).matches());
    if (!shell) {
      return Stream.of();
    }
    words.addAll(container.at("args").items());
    List<YamlNode> texts = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      if (TEXT_OPTION.matcher(words.get(i - 1).text()).matches()) {
        texts.add(words.get(i));
      }
    }
    if (container.at("source").isPresent()) {
      texts.add(container.at("source"));
    }
    return texts.stream();
  }

  private static void pasted(Template template, YamlNode text, Tag tag, Report report) {
    if (HARMLESS.matcher(tag.content()).matches() || !tag.closed()) {
      return;
    }
    if (isJson(template, tag)) {
      report.error(
          text,
          "%s is JSON, whose quotation marks the shell takes away".formatted(tag.shown()),
          REMEDY.formatted(tag.shown()));
    } else {
      report.warning(
          text,
          "%s is pasted into the text of a shell, which reads its quotation marks and signs"
              .formatted(tag.shown()),
          REMEDY.formatted(tag.shown()));
    }
  }

  private static boolean isJson(Template template, Tag tag) {
    if (isJsonTag(tag, Optional.empty())) {
      return true;
    }
    String name = tag.content().replace("inputs.parameters.", "");
    YamlNode input = template.inputParameters().get(name);
    if (input == null) {
      return false;
    }
    return isJsonText(input.at("value").text())
        || isJsonText(input.at("default").text())
        || template
            .owner()
            .all()
            .tasks()
            .filter(
                task ->
                    task.target()
                        .filter(t -> t.node().place().equals(template.node().place()))
                        .isPresent())
            .anyMatch(task -> isJsonArgument(task, name));
  }

  private static boolean isJsonArgument(Task task, String name) {
    YamlNode argument = task.argumentParameters().get(name);
    if (argument == null) {
      return false;
    }
    String value = argument.at("value").text();
    List<Tag> tags = Tag.in(value);
    return (tags.isEmpty() && isJsonText(value))
        || tags.stream().anyMatch(tag -> isJsonTag(tag, Optional.of(task)));
  }

  private static boolean isJsonTag(Tag tag, Optional<Task> task) {
    String name = tag.content();
    if (name.equals("workflow.failures")
        || name.equals("inputs.parameters")
        || name.equals("workflow.parameters")
        || name.endsWith(".json")) {
      return true;
    }
    if (name.equals("item")) {
      return task.filter(
              t ->
                  t.node().at("withParam").isPresent()
                      || t.node().at("withItems").items().stream()
                          .anyMatch(item -> !item.fields().isEmpty()))
          .isPresent();
    }
    String[] names = name.split("\\.", -1);
    return names.length > 3
        && names[2].equals("outputs")
        && task.flatMap(t -> t.template().task(names[1])).filter(Task::isFannedOut).isPresent();
  }

  private static boolean isJsonText(String text) {
    String stripped = text.strip();
    return stripped.startsWith("[") || (stripped.startsWith("{") && !stripped.startsWith("{{"));
  }
}
