package org.reland.workflows.lint.structure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import org.reland.workflows.lint.yaml.YamlNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A document as the API server gets it: in the types of YAML 1.1, without what is null. */
final class YamlJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> TRUE = Set.of("y", "yes", "on", "true");

  private YamlJson() {}

  static JsonNode of(YamlNode node) {
    return switch (node) {
      case YamlNode.Fields fields -> {
        ObjectNode object = NODES.objectNode();
        fields
            .all()
            .forEach(
                (key, value) -> {
                  if (value.isPresent()) {
                    object.set(key, of(value));
                  }
                });
        yield object;
      }
      case YamlNode.Items items -> {
        ArrayNode array = NODES.arrayNode();
        items.all().forEach(item -> array.add(of(item)));
        yield array;
      }
      case YamlNode.Scalar scalar -> scalar(scalar);
      case YamlNode.Absent absent -> NODES.nullNode();
    };
  }

  private static JsonNode scalar(YamlNode.Scalar scalar) {
    String text = scalar.text();
    return switch (scalar.kind()) {
      case STRING -> NODES.stringNode(text);
      case NULL -> NODES.nullNode();
      case BOOLEAN -> NODES.booleanNode(TRUE.contains(text.toLowerCase(Locale.ROOT)));
      case INTEGER -> NODES.numberNode(integer(text.replace("_", "")));
      case NUMBER -> number(text.replace("_", ""));
    };
  }

  private static BigInteger integer(String text) {
    String sign = text.startsWith("-") ? "-" : "";
    String digits = text.replaceFirst("^[-+]", "");
    if (digits.startsWith("0x")) {
      return new BigInteger(sign + digits.substring(2), 16);
    }
    if (digits.startsWith("0b")) {
      return new BigInteger(sign + digits.substring(2), 2);
    }
    String octal = digits.replaceFirst("^0o?", "");
    return digits.startsWith("0") && octal.matches("[0-7]+")
        ? new BigInteger(sign + octal, 8)
        : new BigInteger(sign + digits);
  }

  /** What is no finite number is one all the same, of the type that counts here. */
  private static JsonNode number(String text) {
    try {
      return NODES.numberNode(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return NODES.numberNode(Double.NaN);
    }
  }
}
