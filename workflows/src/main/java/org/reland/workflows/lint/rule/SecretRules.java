package org.reland.workflows.lint.rule;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reland.workflows.lint.finding.Report;
import org.reland.workflows.lint.finding.Severity;
import org.reland.workflows.lint.manifest.Manifest;
import org.reland.workflows.lint.yaml.YamlNode;

/** Nothing that must stay secret is written down: a Workflow is shown to everybody who may look. */
final class SecretRules {
  private static final String REMEDY =
      "keep it in a Secret, and refer to it by secretKeyRef or a mounted file";

  /** Names of secrets; in words that are apart. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(^|[-_. ])(password|passwd|pwd|passphrase|token|secret|credentials?|api[-_.]?key|(access|private|signing|encryption|secret)[-_.]?key)$");

  /** Of these a literal value is the name of something else. */
  private static final Pattern ELSEWHERE = Pattern.compile("(?i).*[-_. ](file|path|name|ref|url)$");

  /** Tokens of a language model's vocabulary. */
  private static final Pattern VOCABULARY =
      Pattern.compile(
          "(.*[-_. ])?(pad|eos|bos|unk|mask|sep|cls|stop|start|end|special|image|prompt|max|num)[-_. ](of[-_. ])?token");

  /** Of a Secret that is referred to: words with dashes, as objects are named. */
  private static final Pattern OBJECT = Pattern.compile("[a-z]+(-[a-z]+)+(-[0-9]{1,3})?");

  private static final Pattern LONG = Pattern.compile("[A-Za-z0-9+/_=.-]{20,}");

  private static final Pattern KNOWN =
      Pattern.compile(
          "\\b(AKIA|ASIA)[0-9A-Z]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{30,}|\\bglpat-[\\w-]{20,}|\\bsk-[A-Za-z0-9_-]{20,}"
              + "|\\bxox[abpr]-[\\w-]{10,}|-----BEGIN [A-Z ]*PRIVATE KEY-----|\\beyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.");

  private static final Pattern IN_URL =
      Pattern.compile("[a-z][a-z0-9+.-]*://[^\\s/@:'\"]+:([^\\s/@'\"]+)@");

  private static final Pattern HEX =
      Pattern.compile("(?<![0-9A-Za-z:])[0-9a-fA-F]{32,}(?![0-9A-Za-z])");
  private static final Pattern BASE64 =
      Pattern.compile("(?<![0-9A-Za-z+/.{-])[A-Za-z0-9+/]{40,}={0,2}(?![0-9A-Za-z+/])");

  /** What is public although it looks drawn at random. */
  private static final Pattern PUBLIC =
      Pattern.compile("(?i).*(sha|digest|hash|commit|revision|checksum|fingerprint|uid|version).*");

  /** A line of a configuration, or an option of a command. */
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?m)^[\\s\"'-]*([\\w.-]+)[\"']?\\s*[:=]\\s*[\"']?([^\\s\"'#,]+)");

  private SecretRules() {}

  static void named(Manifest document, Report report) {
    document
        .root()
        .walk()
        .filter(node -> node.at("name").isPresent())
        .forEach(
            node -> {
              for (String field : new String[] {"value", "default"}) {
                literal(node.at("name").text(), node.at(field), report);
              }
            });
    document
        .root()
        .walk()
        .forEach(
            node -> {
              node.at("args").items().forEach(argument -> assignments(argument, report));
              node.at("command").items().forEach(argument -> assignments(argument, report));
            });
    if (document.kind().equals("ConfigMap")) {
      for (Map.Entry<String, YamlNode> entry : document.root().at("data").fields().entrySet()) {
        literal(entry.getKey(), entry.getValue(), report);
        assignments(entry.getValue(), report);
      }
    }
  }

  private static void literal(String name, YamlNode value, Report report) {
    if (value.isPresent() && isSecret(name, value.text())) {
      written(name, value.text(), value, report);
    }
  }

  /** A name alone may mislead; with a value that nobody has thought up it does not. */
  private static void written(String name, String text, YamlNode at, Report report) {
    boolean random = LONG.matcher(text).matches() && isMixed(text);
    report.add(
        random ? Severity.ERROR : Severity.WARNING,
        at,
        "%s has its value written down".formatted(name),
        REMEDY);
  }

  private static void assignments(YamlNode text, Report report) {
    Matcher assignment = ASSIGNMENT.matcher(text.text());
    while (assignment.find()) {
      if (isSecret(assignment.group(1), assignment.group(2))) {
        written(assignment.group(1), assignment.group(2), text, report);
      }
    }
  }

  private static boolean isSecret(String name, String value) {
    String words = name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    return NAME.matcher(words).matches()
        && !ELSEWHERE.matcher(words).matches()
        && !VOCABULARY.matcher(words).matches()
        && !(words.matches(".*(secret|credentials?)") && OBJECT.matcher(value).matches())
        && !value.isBlank()
        && !value.contains("{{")
        && !value.startsWith("$")
        && !value.startsWith("/")
        && !value.matches("true|false|none|null|\\d{1,9}");
  }

  static void recognised(Manifest document, Report report) {
    document
        .root()
        .scalars()
        .forEach(
            scalar -> {
              if (KNOWN.matcher(scalar.text()).find()) {
                report.error(scalar, "it holds a key or token", REMEDY);
              }
              Matcher url = IN_URL.matcher(scalar.text());
              if (url.find() && !url.group(1).startsWith("{{") && !url.group(1).startsWith("$")) {
                report.error(scalar, "a URL with a password in it", REMEDY);
              }
              if (isDrawnAtRandom(scalar)) {
                report.warning(scalar, "it looks like a key: long, and drawn at random", REMEDY);
              }
            });
  }

  private static boolean isDrawnAtRandom(YamlNode.Scalar scalar) {
    String path = scalar.path();
    boolean carries = path.matches(".*\\.(value|default|(args|command|source|data).*)");
    return carries
        && !PUBLIC.matcher(path).matches()
        && (HEX.matcher(scalar.text()).find()
            || BASE64.matcher(scalar.text()).results().anyMatch(m -> isMixed(m.group())));
  }

  /** Long paths and words have no capitals, small letters and digits at once. */
  private static boolean isMixed(String text) {
    return text.chars().anyMatch(Character::isUpperCase)
        && text.chars().anyMatch(Character::isLowerCase)
        && text.chars().filter(Character::isDigit).count() >= 3
        && text.chars().filter(c -> c == '/').count() <= 3;
  }

  /** A Secret with its content does not belong among files that are handed around. */
  static void secrets(Manifest document, Report report) {
    if (document.kind().equals("Secret")) {
      for (String field : new String[] {"data", "stringData"}) {
        document
            .root()
            .at(field)
            .fields()
            .values()
            .forEach(
                value -> {
                  if (!value.text().isBlank()) {
                    report.error(
                        value,
                        "a Secret with its content",
                        "create it on the cluster, or have it made from a file that is not handed"
                            + " around");
                  }
                });
      }
    }
  }
}
