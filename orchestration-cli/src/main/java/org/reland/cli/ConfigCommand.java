package org.reland.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import org.reland.kit.config.Setting;
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
    Configuration.settings(Steps.installed())
        .forEach(
            (section, settings) -> {
              if (only.length == 0 || Arrays.asList(only).contains(section)) {
                print(section, settings);
              }
            });
    return 0;
  }

  private static void print(String section, Map<String, Setting> settings) {
    System.out.println(section + ":");
    settings.forEach(
        (key, setting) -> {
          String allowed =
              setting.oneOf().length == 0 ? "" : " (" + String.join(" | ", setting.oneOf()) + ")";
          System.out.println("  # " + setting.value() + allowed);
          System.out.println("  " + key + ": " + quoted(setting.fallback()));
        });
    System.out.println();
  }

  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9._, -]+") ? value : "\"" + value.replace("\"", "\\\"") + "\"";
  }
}
