package org.reland.kit.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one value and checks it against its {@link Setting}. */
final class ValueParser {
  private ValueParser() {}

  /** Either a value or the message that says what is wrong with it. */
  record Parsed(@Nullable Object value, @Nullable String problem) {
    @Nullable Object orElseGet(Function<String, @Nullable Object> onProblem) {
      return problem == null ? value : onProblem.apply(problem);
    }
  }

  static Parsed parse(String place, Setting setting, Class<?> type, Object raw) {
    Object value;
    try {
      value = convert(type, raw);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return bad(place, raw, "must be " + describe(type));
    }
    if (value instanceof Number number) {
      double d = number.doubleValue();
      if (Double.isNaN(d) || d < setting.min() || d > setting.max()) {
        return bad(place, raw, range(setting, type));
      }
    }
    List<String> allowed = List.of(setting.oneOf());
    if (!allowed.isEmpty()) {
      List<?> given = value instanceof List<?> list ? list : List.of(value);
      for (Object each : given) {
        if (!allowed.contains(each.toString())) {
          return new Parsed(null, notOneOf(place, each, allowed));
        }
      }
    }
    if (setting.file()) {
      for (String file : files(value)) {
        if (!Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file))) {
          return bad(place, file, "must be the path of a readable file");
        }
      }
    }
    if (setting.folder() && !value.toString().isEmpty()) {
      Path folder = Path.of(value.toString());
      if (!Files.isReadable(folder) || !Files.isDirectory(folder)) {
        return bad(place, folder, "must be the path of a readable folder");
      }
    }
    return new Parsed(value, null);
  }

  /** The paths in the value of a setting that names files. */
  static List<String> files(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : value.toString().isEmpty() ? List.of() : List.of(value.toString());
  }

  static String notOneOf(String place, Object value, Collection<String> allowed) {
    return "%s: '%s' must be one of %s%s"
        .formatted(
            place,
            value,
            String.join(", ", allowed),
            Nearest.hint(value.toString(), allowed).replaceFirst("^; known.*", ""));
  }

  private static Object convert(Class<?> type, Object raw) {
    if (type == int.class) {
      return Math.toIntExact(whole(raw));
    }
    if (type == long.class) {
      return whole(raw);
    }
    if (type == double.class) {
      return Double.parseDouble(raw.toString().strip());
    }
    if (type == boolean.class) {
      return switch (raw.toString().strip()) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException();
      };
    }
    if (type == String.class) {
      if (raw instanceof List || raw instanceof Map) {
        throw new IllegalArgumentException();
      }
      return raw.toString();
    }
    if (type == List.class) {
      if (raw instanceof List<?> list) {
        if (list.stream().anyMatch(each -> each == null)) {
          throw new IllegalArgumentException(); // an empty place between two commas
        }
        return list.stream().map(Object::toString).toList();
      }
      return split(raw.toString());
    }
    throw new IllegalStateException("a setting cannot have the type " + type);
  }

  /** The elements of a list that is written as a text. */
  static List<String> split(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static long whole(Object raw) {
    String text = raw.toString().strip();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      double d = Double.parseDouble(text);
      if (d != Math.rint(d) || Math.abs(d) > 1e15) {
        throw new IllegalArgumentException(e);
      }
      return (long) d;
    }
  }

  private static Parsed bad(String place, Object raw, String allowed) {
    return new Parsed(null, "%s: '%s' %s".formatted(place, raw, allowed));
  }

  private static String describe(Class<?> type) {
    if (type == int.class || type == long.class) {
      return "a whole number";
    }
    if (type == double.class) {
      return "a number";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    return type == List.class ? "a list" : "a text";
  }

  private static String range(Setting setting, Class<?> type) {
    String low = number(setting.min(), type);
    String high = number(setting.max(), type);
    if (setting.max() == Double.POSITIVE_INFINITY) {
      return "must be at least " + low;
    }
    if (setting.min() == Double.NEGATIVE_INFINITY) {
      return "must be at most " + high;
    }
    return "must lie between " + low + " and " + high;
  }

  private static String number(double value, Class<?> type) {
    return type == double.class ? Double.toString(value) : Long.toString((long) value);
  }
}
