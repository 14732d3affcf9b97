package org.reland.kit.store;

import java.io.IOException;
import java.util.Optional;
import org.reland.kit.error.BadDataException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the store writes it: sorted keys, indented, the same bytes for the same content. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Json() {}

  public static JsonMapper mapper() {
    return MAPPER;
  }

  public static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /** The same content on one line, for files and streams of lines. */
  public static String line(Object value) {
    return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
  }

  /**
   * Reads a value.
   *
   * @throws tools.jackson.core.JacksonException where the bytes are no such value
   */
  public static <T> T read(byte[] bytes, Class<T> type) {
    return MAPPER.readValue(bytes, type);
  }

  /**
   * Reads an object of a store, where there is one.
   *
   * @throws BadDataException where it is damaged
   */
  public static <T> Optional<T> read(ArtifactStore store, String object, Class<T> type)
      throws IOException {
    Optional<byte[]> bytes = store.get(object);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(bytes.get(), type));
    } catch (JacksonException e) {
      throw new BadDataException(
          "%s%s: is damaged (%s). Remove it: what it stood for is then not there, and a run makes it anew"
              .formatted(store.uri(), object, e.getOriginalMessage()),
          e);
    }
  }
}
