package org.reland.reasoning.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reland.reasoning.testing.BeautyData;

final class RationaleParserTest {
  /** The reply in the paper, on one line. */
  private static final String PAPER =
      "Step 1: You prefer a mix of drama, thriller, and comedy movies with elements of adventure"
          + " and romance. Step 2: Categories: Drama, Thriller, Comedy  Movies: 1. Forrest Gump"
          + " (Drama) 2. The Usual Suspects (Thriller) 3. Groundhog Day (Comedy)";

  private static final List<String> CATEGORIES = List.of("Drama", "Thriller", "Comedy");
  private static final List<String> ITEMS =
      List.of("Forrest Gump (Drama)", "The Usual Suspects (Thriller)", "Groundhog Day (Comedy)");

  @Test
  void theReplyInThePaperIsReadWhole() {
    var ok = assertInstanceOf(Parsed.Ok.class, RationaleParser.parse(PAPER));
    assertEquals(
        "You prefer a mix of drama, thriller, and comedy movies with elements of adventure and"
            + " romance.",
        ok.preference());
    assertEquals(CATEGORIES, ok.categories());
    assertEquals(ITEMS, ok.items());
    assertTrue(ok.step2().startsWith("Categories: Drama"), ok.step2());
    assertTrue(ok.step2().endsWith("Groundhog Day (Comedy)"), ok.step2());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // one space before the label, lower case
        "step 1 - You like X.\nstep 2 - categories: Drama, Thriller, Comedy movies: 1. Forrest Gump"
            + " (Drama) 2. The Usual Suspects (Thriller) 3. Groundhog Day (Comedy)",
        // markdown, lists over several lines, trailing text
        "**Step 1:** You like X.\n\n**Step 2:**\n\n**Categories:**\n1. Drama\n2. Thriller\n3."
            + " Comedy\n\n**Movies:**\n1. Forrest Gump (Drama)\n2. The Usual Suspects (Thriller)\n"
            + "3. Groundhog Day (Comedy)\n\nI hope that you enjoy these movies: they are great!",
        // bullets, other labels, a heading
        """
        ### Step 1
        You like X.
        ### Step 2
        Recommended genres:
        - Drama
        - Thriller
        - Comedy
        Recommended films:
        * Forrest Gump (Drama)
        * The Usual Suspects (Thriller)
        * Groundhog Day (Comedy)
        """,
        // no Step 2 at all
        "Step 1: You like X.\nCategories: Drama, Thriller, and Comedy\nItems: Forrest Gump (Drama);"
            + " The Usual Suspects (Thriller); Groundhog Day (Comedy)",
        // no labels of steps
        "You like X.\n\nCategories: Drama; Thriller; Comedy\n\nProducts (3):\n1) Forrest Gump"
            + " (Drama)\n2) The Usual Suspects (Thriller)\n3) Groundhog Day (Comedy)",
        // the question repeated, an announcement before the lists, Windows line ends
        "Step 1: Based on my history, summarize.\r\nStep 2: Based on your summary, list 3"
            + " categories and 3 movies that I will watch.\r\n\r\nStep 1: You like X.\r\nStep 2:"
            + " Here are 3 categories and 3 movies:\r\nCategories: Drama, Thriller, Comedy\r\n"
            + "Movies: 1. Forrest Gump (Drama) 2. The Usual Suspects (Thriller) 3. Groundhog Day"
            + " (Comedy)",
        // thinking aloud
        "<think>Step 2: Categories: Horror\nMovies: 1. Saw</think>Step 1: You like X.\nStep 2:\n"
            + "Categories: Drama/Thriller/Comedy\nMovies: 1. Forrest Gump (Drama) 2. The Usual"
            + " Suspects (Thriller) 3. Groundhog Day (Comedy)",
      })
  void otherShapesSayTheSame(String reply) {
    var ok = assertInstanceOf(Parsed.Ok.class, RationaleParser.parse(reply), reply);
    assertEquals(CATEGORIES, ok.categories());
    assertEquals(ITEMS, ok.items());
    assertTrue(ok.preference().endsWith("You like X."), ok.preference());
    assertTrue(ok.step2().contains("Groundhog Day (Comedy)"), ok.step2());
    assertTrue(!ok.step2().contains("enjoy"), "trailing text is none of Step 2: " + ok.step2());
  }

  @Test
  void numbersInsideTitlesDoNotPartThem() {
    var parsed =
        RationaleParser.parse(
            "Step 1: A\nStep 2:\nCategories: Oils, B, C\nProducts: 1. Hair Perfector No. 3. Kit"
                + " (Olaplex) 2. Oil 5. 0 Serum, 1.7 oz. (X) 3. Cream");
    var ok = assertInstanceOf(Parsed.Ok.class, parsed);
    assertEquals(
        List.of("Hair Perfector No. 3. Kit (Olaplex)", "Oil 5. 0 Serum, 1.7 oz. (X)", "Cream"),
        ok.items());
  }

  @Test
  void whatIsMissingIsNamed() {
    var noItems = RationaleParser.parse("Step 1: You like X. Step 2: Categories: Drama, Comedy");
    assertEquals("no items", assertInstanceOf(Parsed.Partial.class, noItems).missing());
    var noFirst = RationaleParser.parse("Step 2:\nCategories: A, B\nMovies: 1. C");
    assertEquals("no Step 1", assertInstanceOf(Parsed.Partial.class, noFirst).missing());
    var onlyItems = RationaleParser.parse("Step 2: Movies: 1. C 2. D");
    var partial = assertInstanceOf(Parsed.Partial.class, onlyItems);
    assertEquals("no Step 1, no categories", partial.missing());
    assertEquals(List.of("C", "D"), partial.items());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  \n\t ",
        "**",
        "I am sorry, but I cannot help with that.",
        "Step 1: You like nails.",
        "Step 1:\nStep 2:",
        "Step 2: Categories:   Products:",
      })
  void aReplyWithoutASecondStepHasFailed(String reply) {
    assertInstanceOf(Parsed.Failed.class, RationaleParser.parse(reply));
  }

  @Test
  void aReplyThatWasAskedForWithoutStepsIsTakenWhole() {
    var ok = assertInstanceOf(Parsed.Ok.class, RationaleParser.parseWhole(" Try **Avene**. "));
    assertEquals("Try Avene.", ok.step2());
    assertInstanceOf(Parsed.Failed.class, RationaleParser.parseWhole(" "));
  }

  @Test
  void noMutationOfAReplyIsTooMuchForIt() {
    var random = new SplittableRandom(11);
    String alphabet = "12.):(\n\n  *-#•Step Categories:Movies,;/_`<think>\u2028\ud800é";
    for (int i = 0; i < 5_000; i++) {
      StringBuilder reply = new StringBuilder(PAPER);
      for (int edits = random.nextInt(60); edits > 0; edits--) {
        int at = random.nextInt(reply.length() + 1);
        switch (random.nextInt(3)) {
          case 0 -> reply.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
          case 1 -> reply.delete(at, Math.min(reply.length(), at + random.nextInt(30)));
          default -> {
            int from = random.nextInt(reply.length() + 1);
            int to = Math.min(reply.length(), from + random.nextInt(40));
            reply.insert(at, reply.substring(from, to));
          }
        }
      }
      switch (RationaleParser.parse(reply.toString())) {
        case Parsed.Ok ok -> assertTrue(!ok.categories().isEmpty() && !ok.items().isEmpty());
        case Parsed.Partial partial ->
            assertTrue(!partial.categories().isEmpty() || !partial.items().isEmpty());
        case Parsed.Failed failed -> assertTrue(!failed.reason().isEmpty());
      }
    }
  }

  @Test
  void longNonsenseDoesNotKeepItForLong() {
    for (String piece : List.of("Step 2: ", "\n\n", "1. ", "  ", "(", "Categories: ", "<think>")) {
      RationaleParser.parse(piece.repeat(200_000 / piece.length()));
    }
  }

  @Test
  void everyRecordedReplyIsReadAsWritten() throws IOException {
    BeautyData beauty = BeautyData.orSkip();
    Pattern form =
        Pattern.compile(
            "Step 1:\n(.+)\n\nStep 2:\n(Categories: (.+)\nProducts: 1\\. (.+) 2\\. (.+) 3\\. (.+))");
    int ok = 0;
    for (BeautyData.Recorded recorded : beauty.recorded()) {
      var expected = form.matcher(recorded.response());
      assertTrue(expected.matches(), recorded.response());
      assertEquals(
          new Parsed.Ok(
              expected.group(1),
              List.of(expected.group(3).split(", ")),
              List.of(expected.group(4), expected.group(5), expected.group(6)),
              expected.group(2)),
          RationaleParser.parse(recorded.response()));
      ok++;
    }
    assertEquals(2236, ok);
  }
}
