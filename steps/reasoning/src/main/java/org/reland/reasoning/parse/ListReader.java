package org.reland.reasoning.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a list as models write them: numbered on one line or on several, with bullets, a line each,
 * or with separators.
 */
final class ListReader {
  private static final Pattern NUMBER =
      Pattern.compile("(?<=^|\\s)\\(?(\\d{1,2})[.)](?=\\s|$)", Pattern.MULTILINE);
  private static final Pattern BULLET = Pattern.compile("^[ \\t]*[-*\\u2022\\u2013]\\s+");
  private static final Pattern LINE_NUMBER = Pattern.compile("^[ \\t]*\\(?\\d{1,2}[.)]\\s+");
  private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t]*\\n");
  private static final Pattern AND = Pattern.compile("^(?:and|or|&)\\s+", Pattern.CASE_INSENSITIVE);
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern ENDS = Pattern.compile("^[\\s,;:*_]+|[\\s,;:*_]+$");

  private ListReader() {}

  /**
   * A list and where it ends.
   *
   * @param end position in the text behind its last entry
   */
  record Read(List<String> entries, int end) {}

  /**
   * Reads the list that a text begins with; what follows behind a blank line is none of it, unless
   * the list goes on there.
   *
   * @param separators what parts entries that stand on one line without numbers
   */
  static Read read(String text, String separators) {
    int start = 0;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    int end = end(text, start);
    String body = start < end ? text.substring(start, end).stripTrailing() : "";
    List<String> entries = new ArrayList<>();
    List<Integer> starts = numbered(body);
    if (starts.size() > 1 || (starts.size() == 1 && starts.getFirst() == 0)) {
      for (int i = 0; i < starts.size(); i++) {
        int to = i + 1 < starts.size() ? starts.get(i + 1) : body.length();
        add(LINE_NUMBER.matcher(body.substring(starts.get(i), to)).replaceFirst(""), entries);
      }
    } else if (body.contains("\n") || BULLET.matcher(body).find()) {
      body.lines().forEach(line -> add(unmarked(line), entries));
    } else {
      split(body, separators).forEach(entry -> add(entry, entries));
    }
    return new Read(List.copyOf(entries), end);
  }

  /** Behind the first paragraph, and behind those after it that begin with a list mark. */
  private static int end(String text, int start) {
    Matcher blank = BLANK_LINE.matcher(text);
    int from = start;
    while (blank.find(from)) {
      if (!begins(LINE_NUMBER, text, blank.end()) && !begins(BULLET, text, blank.end())) {
        return blank.start();
      }
      from = blank.end();
    }
    return text.length();
  }

  private static boolean begins(Pattern mark, String text, int at) {
    return mark.matcher(text).region(at, text.length()).lookingAt();
  }

  /**
   * Where entries 1, 2, 3 ... begin. A number inside an entry is passed over unless it happens to
   * be the next one outside of brackets.
   */
  private static List<Integer> numbered(String body) {
    List<Integer> starts = new ArrayList<>();
    Matcher number = NUMBER.matcher(body);
    while (number.find()) {
      boolean lineStart = number.start() == 0 || body.charAt(number.start() - 1) == '\n';
      boolean next = Integer.parseInt(number.group(1)) == starts.size() + 1;
      int entry = starts.isEmpty() ? 0 : starts.getLast();
      if (lineStart ? next || !starts.isEmpty() : next && !insideBrackets(body, entry, number)) {
        starts.add(number.start());
      }
    }
    return starts;
  }

  private static boolean insideBrackets(String body, int entry, Matcher number) {
    int depth = 0;
    for (int i = entry; i < number.start(1); i++) {
      depth = Math.max(0, depth + bracket(body.charAt(i)));
    }
    // "(2)" opens the bracket that its number closes.
    return depth > (body.charAt(number.start()) == '(' ? 1 : 0);
  }

  private static int bracket(char sign) {
    return sign == '(' ? 1 : sign == ')' ? -1 : 0;
  }

  private static String unmarked(String line) {
    return LINE_NUMBER.matcher(BULLET.matcher(line).replaceFirst("")).replaceFirst("");
  }

  /** At the first of the separators that occurs at all, outside of brackets. */
  private static List<String> split(String line, String separators) {
    for (int s = 0; s < separators.length(); s++) {
      char separator = separators.charAt(s);
      List<String> parts = new ArrayList<>();
      int depth = 0;
      int from = 0;
      for (int i = 0; i < line.length(); i++) {
        depth = Math.max(0, depth + bracket(line.charAt(i)));
        if (line.charAt(i) == separator && depth == 0) {
          parts.add(line.substring(from, i));
          from = i + 1;
        }
      }
      if (!parts.isEmpty()) {
        parts.add(line.substring(from));
        return parts;
      }
    }
    return List.of(line);
  }

  private static void add(String entry, List<String> entries) {
    String text = SPACES.matcher(ENDS.matcher(entry).replaceAll("")).replaceAll(" ");
    text = AND.matcher(text).replaceFirst("");
    if (text.chars().anyMatch(Character::isLetterOrDigit)) {
      entries.add(text);
    }
  }
}
