package org.reland.kit.text;

import org.reland.kit.error.BadDataException;
import org.reland.kit.store.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of a JSON Lines file: an object. Members that nobody asks for are passed over.
 *
 * @param place {@code file:line}, for messages
 */
public record JsonLine(String place, ObjectNode object) {
  /**
   * Reads a line.
   *
   * @throws BadDataException where it is not one JSON object
   */
  public static JsonLine parse(String line, String place) {
    try {
      if (Json.mapper().readTree(line) instanceof ObjectNode object) {
        return new JsonLine(place, object);
      }
      throw new BadDataException(
          place + ": not a JSON object; each line must be one, like {\"user_id\": \"U1\"}");
    } catch (JacksonException e) {
      throw new BadDataException(
          "%s: not a JSON object (%s); each line must be one, like {\"user_id\": \"U1\"}"
              .formatted(place, e.getOriginalMessage()),
          e);
    }
  }

  /**
   * A member as a text; a number is the text that it is written with.
   *
   * @throws BadDataException where there is none, or it is neither text nor number
   */
  public String text(String member) {
    JsonNode value = object.path(member);
    if (value.isMissingNode() || value.isNull()) {
      throw new BadDataException(
          "%s: lacks the member \"%s\", a text or a number".formatted(place, member));
    }
    if (!value.isString() && !value.isNumber()) {
      throw new BadDataException(
          "%s: the member \"%s\" must be a text or a number, not %s"
              .formatted(place, member, value));
    }
    return value.asString();
  }

  /** The same where the member is there. */
  public String text(String member, String otherwise) {
    return object.hasNonNull(member) ? text(member) : otherwise;
  }
}
