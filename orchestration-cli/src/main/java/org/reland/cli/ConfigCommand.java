package org.reland.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.reland.cli.output.JsonOption;
import org.reland.kit.config.ConfigBinder;
import org.reland.kit.config.Nearest;
import org.reland.kit.config.Setting;
import org.reland.kit.error.UsageException;
import org.reland.kit.step.Steps;
import org.reland.kit.store.Json;
import org.reland.workflows.configuration.Configuration;
import org.reland.workflows.configuration.ConfigurationSchema;
import org.reland.workflows.configuration.Difference;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code reland config}: the keys of a run configuration, and what one has set. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = {
      "Prints every configuration key with its default and what it does, as YAML; or the form of a",
      "configuration as a JSON schema; or in which keys one differs from the defaults or another."
    },
    footer = {
      "",
      "Examples:",
      "  reland config train                               the keys of one section",
      "  reland config --diff orders.yaml                  what it sets otherwise than the defaults",
      "  reland config --diff beauty-offline orders.yaml   in what two differ",
      "  reland config --schema > reland.schema.json       for an editor: the first line of the YAML",
      "                                                    # yaml-language-server: $schema=reland.schema.json"
    })
final class ConfigCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SECTION", description = "Only these sections.", arity = "0..*")
  private String[] only = {};

  @ArgGroup private What what = new What();

  @Mixin private JsonOption json = new JsonOption();

  /** One of them. */
  private static final class What {
    @Option(names = "--defaults", description = "The keys with their defaults, as without it.")
    @SuppressWarnings("unused")
    private boolean defaults;

    @Option(names = "--schema", description = "A JSON schema (2020-12).")
    private boolean schema;

    @Option(
        names = "--diff",
        paramLabel = "FILE",
        arity = "1..2",
        description = "The keys in which one differs from the defaults, or two from each other.")
    private List<String> diff = List.of();
  }

  @Override
  public Integer call() throws IOException {
    Steps steps = Steps.installed();
    checkSections(steps);
    if (what.schema) {
      ObjectNode schema = ConfigurationSchema.of(steps, Arrays.asList(only));
      System.out.println(json.chosen() ? Json.line(schema) : schema.toPrettyString());
    } else if (!what.diff.isEmpty()) {
      diff(what.diff, steps);
    } else {
      print(steps);
    }
    return 0;
  }

  private void diff(List<String> files, Steps steps) throws IOException {
    Configuration one = load(files.getFirst(), steps);
    boolean two = files.size() > 1;
    Configuration other = two ? load(files.get(1), steps) : Configuration.defaults(steps);
    List<Difference> differences =
        Difference.between(one, other, steps).stream()
            .filter(each -> isWanted(each.key().substring(0, each.key().indexOf('.'))))
            .toList();
    if (differences.isEmpty() && !json.chosen()) {
      System.out.println("no difference");
    }
    for (Difference difference : differences) {
      if (json.chosen()) {
        JsonOption.print(
            JsonOption.object(
                "key",
                difference.key(),
                "value",
                difference.one(),
                two ? "other" : "default",
                difference.other()));
      } else {
        System.out.printf(
            "%s: %s  (%s%s)%n",
            difference.key(),
            shown(difference.one()),
            two ? "" : "default: ",
            shown(difference.other()));
      }
    }
  }

  private static Configuration load(String name, Steps steps) throws IOException {
    Path file = ConfigurationOptions.file("--diff", name);
    return Configuration.loadForElsewhere(file, List.of(), steps);
  }

  private static String shown(Object value) {
    String text =
        value instanceof List<?> list
            ? String.join(", ", list.stream().map(Object::toString).toList())
            : value.toString();
    return text.isEmpty() ? "\"\"" : text;
  }

  private void checkSections(Steps steps) {
    Set<String> known = Configuration.records(steps).keySet();
    for (String section : only) {
      if (!known.contains(section)) {
        throw new UsageException(
            "no section is called '%s'%s".formatted(section, Nearest.hint(section, known)));
      }
    }
  }

  private boolean isWanted(String section) {
    return only.length == 0 || Arrays.asList(only).contains(section);
  }

  private void print(Steps steps) {
    Map<String, Class<? extends Record>> records = Configuration.records(steps);
    Map<String, Map<String, Object>> defaults = Configuration.defaults(steps).sections();
    records.forEach(
        (section, record) -> {
          if (!isWanted(section)) {
            return;
          }
          if (json.chosen()) {
            Map<String, Object> values = new LinkedHashMap<>(defaults.get(section));
            ConfigBinder.settings(record)
                .forEach(
                    (key, setting) -> {
                      if (!setting.setBy().isEmpty()) {
                        values.remove(key);
                      }
                    });
            JsonOption.print(JsonOption.object("section", section, "defaults", values));
          } else {
            print(section, record);
          }
        });
  }

  private static void print(String section, Class<? extends Record> record) {
    Map<String, Collection<String>> choices = ConfigBinder.choices(record);
    System.out.println(section + ":");
    ConfigBinder.settings(record)
        .forEach(
            (key, setting) -> {
              // What the pipeline sets is no key of a run configuration.
              if (setting.setBy().isEmpty()) {
                String allowed = allowed(setting, choices.getOrDefault(key, List.of()));
                System.out.println("  # " + setting.value() + allowed);
                System.out.println("  " + key + ": " + quoted(setting.fallback()));
              }
            });
    System.out.println();
  }

  private static String allowed(Setting setting, Collection<String> choices) {
    List<String> allowed = new ArrayList<>();
    if (!choices.isEmpty()) {
      allowed.add(String.join(" | ", choices));
    }
    boolean above = setting.min() != Double.NEGATIVE_INFINITY;
    boolean below = setting.max() != Double.POSITIVE_INFINITY;
    if (above && below) {
      allowed.add(number(setting.min()) + " to " + number(setting.max()));
    } else if (above) {
      allowed.add("at least " + number(setting.min()));
    } else if (below) {
      allowed.add("at most " + number(setting.max()));
    }
    return allowed.isEmpty() ? "" : " (" + String.join("; ", allowed) + ")";
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : Double.toString(value).replace(".0E", "e");
  }

  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9._, -]+") ? value : "\"" + value.replace("\"", "\\\"") + "\"";
  }
}
