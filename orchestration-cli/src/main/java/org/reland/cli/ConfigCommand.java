package org.reland.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.reland.kit.config.ConfigBinder;
import org.reland.kit.config.Nearest;
import org.reland.kit.config.Setting;
import org.reland.kit.error.UsageException;
import org.reland.kit.step.Steps;
import org.reland.workflows.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code reland config}: every key that a run configuration may have, as YAML with its defaults.
 */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Prints every configuration key with its default and what it does, as YAML.")
final class ConfigCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SECTION", description = "Only these sections.", arity = "0..*")
  private String[] only = {};

  @Override
  public Integer call() {
    Map<String, Class<? extends Record>> records = Configuration.records(Steps.installed());
    for (String section : only) {
      if (!records.containsKey(section)) {
        throw new UsageException(
            "no section is called '%s'%s"
                .formatted(section, Nearest.hint(section, records.keySet())));
      }
    }
    records.forEach(
        (section, record) -> {
          if (only.length == 0 || Arrays.asList(only).contains(section)) {
            print(section, record);
          }
        });
    return 0;
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
