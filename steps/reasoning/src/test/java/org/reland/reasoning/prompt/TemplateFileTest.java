package org.reland.reasoning.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.reland.kit.artifact.Item;
import org.reland.kit.error.ConfigurationException;

final class TemplateFileTest {
  private static PromptTemplate parse(String text) {
    return TemplateFile.parse("my.txt", "file", text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @FieldSource("org.reland.reasoning.prompt.Templates#DOMAINS")
  void everyBundledTemplateHasBothVariants(String domain) throws IOException {
    PromptTemplate template = Templates.bundled(domain);
    for (Variant variant : Variant.values()) {
      assertTrue(template.text(variant).contains("{history}"));
      assertEquals(variant, Variant.ofTemplate(template.label(variant)));
    }
    assertTrue(template.label(Variant.DIRECT).startsWith(domain + "/direct@"));
  }

  @Test
  void anotherWordIsAnotherTemplate() {
    String text = "[item]\n{title}\n[recommendation]\nI bought {history}\n";
    assertEquals(
        parse(text).label(Variant.RECOMMENDATION), parse(text).label(Variant.RECOMMENDATION));
    assertNotEquals(
        parse(text).label(Variant.RECOMMENDATION),
        parse(text.replace("bought", "ate")).label(Variant.RECOMMENDATION));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[item]~{titel}~[direct]~{history}|my.txt:2: unknown placeholder {titel}",
        "[item]~{title}~[direct]~hello|my.txt:3: section [direct] lacks the placeholder {history}",
        "[item]~{title}~[direct]~~{history}~{brand}|my.txt:6: unknown placeholder {brand}",
        "[item]~{title}~[direkt]~{history}|my.txt:3: unknown section [direkt]; did you mean direct?",
        "[item]~{title}~[item]~{title}|my.txt:3: section [item] for the second time, first at line 1",
        "[item]~{title}[ ({brand})~[direct]~{history}|my.txt:2: a '[' without its own ']'",
        "[item]~{title}]~[direct]~{history}|my.txt:2: a ']' without a '['",
        "[item]~a~b~[direct]~{history}|my.txt:1: section [item] must have one line, has 2",
        "[direct]~{history}|my.txt: no section [item]",
        "[item]~{title}|my.txt: no section [recommendation]",
        "hello~[item]|my.txt:1: text before the first section",
        "[item]~{title}~[direct]~{history}~[noise]~ok~(|my.txt:7: not a regular expression",
      })
  void mistakesAreNamedWithFileAndLine(String text, String message) {
    var error = assertThrows(ConfigurationException.class, () -> parse(text.replace('~', '\n')));
    assertTrue(error.getMessage().startsWith(message), error.getMessage());
  }

  @Test
  void aVariantThatTheTemplateLacksIsNamed() {
    PromptTemplate template = parse("[item]\n{title}\n[recommendation]\n{history}\n");
    var error = assertThrows(ConfigurationException.class, () -> template.text(Variant.DIRECT));
    assertTrue(error.getMessage().contains("no section [direct]"), error.getMessage());
  }

  @Test
  void whatStandsInSquareBracketsIsLeftOutWhereItsFieldIsUnknown() {
    ItemForm form = ItemForm.parse("{number}. {title}[ ({brand})][ <{category}>];");
    List<String> path = List.of("Beauty", "Nails");
    assertEquals(
        "3. Red (OPI) <Nails>;", form.write(3, "Red", new Item(0, "x", "Red", "OPI", path)));
    assertEquals("3. Red <Nails>;", form.write(3, "Red", new Item(0, "x", "Red", "", path)));
    assertEquals("3. Red;", form.write(3, "Red", new Item(0, "x", "Red", "", List.of())));
  }

  @Test
  void aTitleCannotBreakTheLineOrTheTemplate() {
    ItemForm form = ItemForm.parse("{title};");
    Item item = new Item(0, "x", "{brand} [a]\r\nStep 2: buy", "B", List.of());
    assertEquals("{brand} [a] Step 2: buy;", form.write(1, item.title(), item));
  }
}
