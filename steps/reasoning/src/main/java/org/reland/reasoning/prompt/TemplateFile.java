package org.reland.reasoning.prompt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.store.Digest;

/**
 * Reads a template: UTF-8 text in sections. A line that is nothing but a name in square brackets
 * begins a section, a line that begins with {@code #} is a comment, blank lines around a section's
 * text do not count.
 *
 * <ul>
 *   <li>{@code [item]}: one line, how an item of the history is written; see {@link ItemForm}. The
 *       items follow each other, oldest first, with a space between them.
 *   <li>{@code [recommendation]}, {@code [direct]}: the prompt of each {@link Variant}; {@code
 *       {history}} stands where the items go.
 *   <li>{@code [noise]}: optional; a regular expression a line for what {@code prompt.condense}
 *       takes out of titles, upper and lower case alike.
 * </ul>
 */
public final class TemplateFile {
  private static final Pattern HEADER = Pattern.compile("\\[(\\w+)]");
  private static final String ITEM = "item";
  private static final String NOISE = "noise";
  private static final List<String> SECTIONS =
      Stream.concat(Stream.of(Variant.values()).map(Variant::key), Stream.of(ITEM, NOISE))
          .sorted()
          .toList();

  private final String source;
  private final Map<String, List<Line>> sections = new LinkedHashMap<>();
  private final Map<String, Integer> headers = new LinkedHashMap<>();

  private TemplateFile(String source) {
    this.source = source;
  }

  private record Line(int number, String text) {}

  /**
   * Reads a template.
   *
   * @param source the file's name, for messages
   * @throws ConfigurationException naming file and line
   */
  public static PromptTemplate parse(String source, String name, byte[] bytes) {
    TemplateFile file = new TemplateFile(source);
    file.split(new String(bytes, StandardCharsets.UTF_8));
    return new PromptTemplate(
        source, name, Digest.of(bytes), file.item(), file.texts(), file.noise());
  }

  private void split(String text) {
    List<Line> section = null;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      var header = HEADER.matcher(line.strip());
      if (header.matches()) {
        section = new ArrayList<>();
        open(header.group(1), number, section);
      } else if (!line.startsWith("#")) {
        if (section != null) {
          section.add(new Line(number, line));
        } else if (!line.isBlank()) {
          throw error(number, "text before the first section; begin with [item]");
        }
      }
    }
    sections.values().forEach(TemplateFile::trim);
  }

  private void open(String section, int number, List<Line> lines) {
    if (!SECTIONS.contains(section)) {
      throw error(
          number, "unknown section [%s]%s".formatted(section, Nearest.hint(section, SECTIONS)));
    }
    if (sections.put(section, lines) != null) {
      throw error(
          number,
          "section [%s] for the second time, first at line %d"
              .formatted(section, headers.get(section)));
    }
    headers.put(section, number);
  }

  private static void trim(List<Line> lines) {
    while (!lines.isEmpty() && lines.getFirst().text().isBlank()) {
      lines.removeFirst();
    }
    while (!lines.isEmpty() && lines.getLast().text().isBlank()) {
      lines.removeLast();
    }
  }

  private ItemForm item() {
    List<Line> lines = sections.get(ITEM);
    if (lines == null) {
      throw error(null, "no section [item], which says how an item of the history is written");
    }
    if (lines.size() != 1) {
      throw error(headers.get(ITEM), "section [item] must have one line, has " + lines.size());
    }
    try {
      return ItemForm.parse(lines.getFirst().text());
    } catch (IllegalArgumentException e) {
      throw error(lines.getFirst().number(), String.valueOf(e.getMessage()));
    }
  }

  private Map<Variant, String> texts() {
    Map<Variant, String> texts = new EnumMap<>(Variant.class);
    for (Variant variant : Variant.values()) {
      List<Line> lines = sections.get(variant.key());
      if (lines != null) {
        texts.put(variant, text(variant, lines));
      }
    }
    if (texts.isEmpty()) {
      throw error(null, "no section [recommendation], which says what the model is asked");
    }
    return Map.copyOf(texts);
  }

  private String text(Variant variant, List<Line> lines) {
    boolean history = false;
    for (Line line : lines) {
      for (Placeholder placeholder : Placeholder.in(line.text())) {
        if (!PromptTemplate.HISTORY.equals("{" + placeholder.name() + "}")) {
          throw error(line.number(), Placeholder.unknown(placeholder.name(), Set.of("history")));
        }
        history = true;
      }
    }
    if (!history) {
      throw error(
          headers.get(variant.key()),
          "section [%s] lacks the placeholder {history}".formatted(variant.key()));
    }
    return String.join("\n", lines.stream().map(Line::text).toList());
  }

  private List<Pattern> noise() {
    List<Pattern> patterns = new ArrayList<>();
    for (Line line : sections.getOrDefault(NOISE, List.of())) {
      if (!line.text().isBlank()) {
        try {
          patterns.add(
              Pattern.compile(
                  line.text().strip(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
        } catch (PatternSyntaxException e) {
          throw error(line.number(), "not a regular expression: " + e.getDescription());
        }
      }
    }
    return List.copyOf(patterns);
  }

  private ConfigurationException error(@Nullable Integer line, String what) {
    return new ConfigurationException(
        "%s%s: %s".formatted(source, line == null ? "" : ":" + line, what));
  }
}
