package org.reland.kit.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigBinderTest {
  record Example(
      @Setting(value = "rate", fallback = "1e-3", min = 0, max = 1) double learningRate,
      @Setting(value = "count", fallback = "10", min = 1) int epochs,
      @Setting(
              value = "kind",
              fallback = "a",
              oneOf = {"a", "bc"})
          String kind,
      @Setting(value = "flag", fallback = "false") boolean quick,
      @Setting(value = "some, from a registry", fallback = "x, y") List<String> names,
      @Setting(value = "input", fallback = "", file = true) String inputFile)
      implements Checked {
    @Override
    public Map<String, List<String>> choices() {
      return Map.of("names", List.of("p", "q", "x", "y"));
    }

    @Override
    public List<String> problems() {
      return quick && epochs > 100 ? List.of("quick: contradicts epochs above 100") : List.of();
    }
  }

  @Test
  void whatIsNotGivenHasItsDefault() {
    assertEquals(
        new Example(1e-3, 10, "a", false, List.of("x", "y"), ""),
        ConfigBinder.bind(Example.class, "example", Map.of()));
  }

  @Test
  void valuesComeAsTextOrAsWhatYamlMakesOfThem() {
    assertEquals(
        new Example(0.5, 100, "bc", true, List.of("p", "q"), ""),
        ConfigBinder.bind(
            Example.class,
            "example",
            Map.of(
                "learning_rate",
                0.5,
                "epochs",
                "1e2",
                "kind",
                "bc",
                "quick",
                true,
                "names",
                List.of("p", "q"))));
  }

  @Test
  void everyMistakeIsReported() {
    List<String> problems = new ArrayList<>();
    ConfigBinder.bind(
        Example.class,
        "example",
        Map.of("epochs", "many", "kind", "bd", "learning_rte", 1, "input_file", "/no/such"),
        problems);
    assertEquals(4, problems.size(), problems.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "learning_rate, 2, 'example.learning_rate: ''2'' must lie between 0.0 and 1.0'",
    "learning_rate, NaN, 'example.learning_rate: ''NaN'' must lie between 0.0 and 1.0'",
    "epochs, 0, 'example.epochs: ''0'' must be at least 1'",
    "epochs, 1.5, 'example.epochs: ''1.5'' must be a whole number'",
    "epochs, 99999999999, 'example.epochs: ''99999999999'' must be a whole number'",
    "quick, yes, 'example.quick: ''yes'' must be true or false'",
    "kind, bd, 'example.kind: ''bd'' must be one of a, bc; did you mean bc?'",
    "names, 'p, xx', 'example.names: ''xx'' must be one of p, q, x, y; did you mean x?'",
    "epoch, 3, 'example.epoch: unknown key; did you mean epochs?'"
  })
  void aMistakeNamesTheKeyTheValueAndWhatIsAllowed(String key, String value, String message) {
    List<String> problems = new ArrayList<>();
    ConfigBinder.bind(Example.class, "example", Map.of(key, value), problems);
    assertEquals(List.of(message), problems);
  }

  @Test
  void whatIsAllowedIsKnownOfSettingsAndOfRegistries() {
    assertEquals(
        Map.of("kind", List.of("a", "bc"), "names", List.of("p", "q", "x", "y")),
        ConfigBinder.choices(Example.class));
  }

  @Test
  void rulesAcrossKeysAreCheckedOnceTheKeysAreRight() {
    List<String> problems = new ArrayList<>();
    var bound =
        ConfigBinder.bind(Example.class, "example", Map.of("quick", true, "epochs", 101), problems);
    assertTrue(bound.isEmpty());
    assertEquals(List.of("example.quick: contradicts epochs above 100"), problems);
  }
}
