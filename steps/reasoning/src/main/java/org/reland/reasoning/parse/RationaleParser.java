package org.reland.reasoning.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reland.reasoning.parse.ListReader.Read;

/**
 * Takes a reply apart into Step 1 (the preference) and Step 2 (categories and items), as the prompt
 * asked for them. Models leave labels out, name them differently, add markup, repeat the question
 * or think aloud first; none of that is an error here. A missing "Step 2" falls back to
 * "Categories:".
 */
public final class RationaleParser {
  /** Nothing beyond is read: no reply that was asked for is that long. */
  private static final int LONGEST = 20_000;

  /** Mentions of Step 2 that are tried, from the last: a sane reply has one, or the question's. */
  private static final int MOST_TRIED = 5;

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.MULTILINE;

  private static final Pattern THOUGHTS =
      Pattern.compile("<think(?:ing)?>.*?</think(?:ing)?>", FLAGS | Pattern.DOTALL);
  private static final Pattern MARKUP = Pattern.compile("\\*\\*|__|`|^[ \\t]*#{1,6}[ \\t]*", FLAGS);
  private static final Pattern STEP =
      Pattern.compile("\\bstep[ \\t]*(1|2|one|two)\\b[ \\t]*[:.)\\u2013-]*", FLAGS);

  /** What may stand before a label: the start of a line or the end of something. */
  private static final String BEFORE = "(?:^[ \\t>*\\u2022-]*|(?<=[:.;)])[ \\t]*|[ \\t]{2,})";

  private static final String ADJECTIVES =
      "(?:(?:recommended|suggested|predicted|top|new|three|3|the|my|your)[ \\t]+){0,3}";
  private static final String COLON = "(?:[ \\t]*\\([^()\\n]{0,40}\\))?[ \\t]*:";
  private static final String CATEGORY_WORDS = "(?:categor(?:y|ies)|genres?)";
  private static final String ITEM_WORDS =
      "(?:products?|movies?|films?|items?|books?|games?|recommendations?|titles)";

  private static final Pattern CATEGORIES =
      Pattern.compile(
          BEFORE + ADJECTIVES + "(?:product |movie |item )?" + CATEGORY_WORDS + COLON, FLAGS);

  /** Anywhere else too where a list follows at once. */
  private static final Pattern ITEMS =
      Pattern.compile(
          "(?:%s%s%s%s|(?<=\\s)%s%s(?=\\s*\\(?1[.)]))"
              .formatted(BEFORE, ADJECTIVES, ITEM_WORDS, COLON, ITEM_WORDS, COLON),
          FLAGS);

  private static final Pattern SUMMARY_LABEL =
      Pattern.compile("^(?:(?:preferences?|summary|preference summary)[ \\t]*:)", FLAGS);
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private RationaleParser() {}

  /** Where a label stands. */
  private record Label(int start, int end) {}

  /** A reply taken apart at one place. */
  private record Reading(
      String preference, List<String> categories, List<String> items, String step2) {
    boolean useful() {
      return !categories.isEmpty() || !items.isEmpty();
    }
  }

  /** Reads a reply; never fails, whatever it is. */
  public static Parsed parse(String reply) {
    String text = cleaned(reply);
    if (text.isBlank()) {
      return new Parsed.Failed("the reply is empty");
    }
    Reading reading = read(text);
    if (!reading.useful()) {
      return new Parsed.Failed("the reply names neither categories nor items");
    }
    List<String> missing = new ArrayList<>();
    if (reading.preference().isEmpty()) {
      missing.add("no Step 1");
    }
    if (reading.categories().isEmpty()) {
      missing.add("no categories");
    }
    if (reading.items().isEmpty()) {
      missing.add("no items");
    }
    return missing.isEmpty()
        ? new Parsed.Ok(
            reading.preference(), reading.categories(), reading.items(), reading.step2())
        : new Parsed.Partial(
            reading.preference(),
            reading.categories(),
            reading.items(),
            reading.step2(),
            String.join(", ", missing));
  }

  /** Takes a reply whole as Step 2: for prompts that asked for no steps. */
  public static Parsed parseWhole(String reply) {
    String text = cleaned(reply).strip();
    if (text.isEmpty()) {
      return new Parsed.Failed("the reply is empty");
    }
    return new Parsed.Ok("", List.of(), List.of(), text);
  }

  private static String cleaned(String reply) {
    String text = reply.length() > LONGEST ? reply.substring(0, LONGEST) : reply;
    text = text.replace("\r\n", "\n").replace('\r', '\n').replace('\u00a0', ' ');
    text = THOUGHTS.matcher(text).replaceAll("");
    return MARKUP.matcher(text).replaceAll("");
  }

  /** The last Step 2 that holds something: before it a model may have repeated the question. */
  private static Reading read(String text) {
    List<Label> first = steps(text, "1", "one");
    List<Label> seconds = steps(text, "2", "two").reversed();
    for (Label second : seconds.subList(0, Math.min(MOST_TRIED, seconds.size()))) {
      Reading reading = readFrom(text, second.start(), second.end(), first);
      if (reading.useful()) {
        return reading;
      }
    }
    Label categories = find(CATEGORIES, text, 0);
    Label items = find(ITEMS, text, 0);
    int start =
        Math.min(
            categories == null ? Integer.MAX_VALUE : categories.start(),
            items == null ? Integer.MAX_VALUE : items.start());
    return start == Integer.MAX_VALUE
        ? new Reading("", List.of(), List.of(), "")
        : readFrom(text, start, start, first);
  }

  /**
   * Reads a reply of which Step 2 is known.
   *
   * @param start where its label begins
   * @param from where its text begins
   */
  private static Reading readFrom(String text, int start, int from, List<Label> firstSteps) {
    String preference = preference(text, start, firstSteps);
    String step = text.substring(from);
    Label categories = find(CATEGORIES, step, 0);
    Label items = find(ITEMS, step, categories == null ? 0 : categories.end());
    int end = step.length();
    List<String> categoryList = List.of();
    List<String> itemList = List.of();
    if (categories != null) {
      int to = items == null ? step.length() : items.start();
      Read read = ListReader.read(step.substring(categories.end(), to), ",;/");
      categoryList = read.entries();
      end = categories.end() + read.end();
    }
    if (items != null) {
      Read read = ListReader.read(step.substring(items.end()), ";,");
      itemList = read.entries();
      end = items.end() + read.end();
    }
    return new Reading(preference, categoryList, itemList, step.substring(0, end).strip());
  }

  private static String preference(String text, int step2, List<Label> firstSteps) {
    int from = 0;
    for (Label label : firstSteps) {
      if (label.end() <= step2) {
        from = label.end();
      }
    }
    String raw = text.substring(from, step2).strip();
    raw = SUMMARY_LABEL.matcher(raw).replaceFirst("");
    return SPACES.matcher(raw.strip()).replaceAll(" ");
  }

  private static List<Label> steps(String text, String digit, String word) {
    return STEP.matcher(text)
        .results()
        .filter(m -> m.group(1).equals(digit) || m.group(1).equalsIgnoreCase(word))
        .map(m -> new Label(m.start(), m.end()))
        .toList();
  }

  private static @Nullable Label find(Pattern pattern, String text, int from) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find(from) ? new Label(matcher.start(), matcher.end()) : null;
  }
}
