import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks or applies google-java-format over every Java source of the repository.
 *
 * <p>A single-file program, because the formatter has to run on the JDK that the sources are
 * written for, and Maven itself may run on an older one.
 */
public final class Format {
  public static void main(String[] args) throws Exception {
    boolean apply = args.length > 0 && args[0].equals("apply");
    Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    List<Path> wrong = new ArrayList<>();
    List<Path> sources;
    try (var paths = Files.walk(Path.of(""))) {
      sources =
          paths
              .filter(p -> p.toString().endsWith(".java"))
              .filter(p -> !p.toString().matches("(.*/)?(target|\\.reland)/.*"))
              .sorted()
              .toList();
    }
    for (Path path : sources) {
      String before = Files.readString(path);
      String after;
      try {
        after =
            formatter.formatSource(
                RemoveUnusedImports.removeUnusedImports(
                    ImportOrderer.reorderImports(before, JavaFormatterOptions.Style.GOOGLE)));
      } catch (Exception e) {
        System.err.println(path + ": cannot be parsed: " + e.getMessage());
        wrong.add(path);
        continue;
      }
      if (before.equals(after)) {
        continue;
      }
      if (apply) {
        Files.writeString(path, after);
        System.out.println("formatted " + path);
      } else {
        wrong.add(path);
      }
    }
    if (!wrong.isEmpty()) {
      wrong.forEach(path -> System.err.println("not formatted: " + path));
      System.err.println("run: mvn -N validate -Dformat.mode=apply");
      System.exit(1);
    }
  }
}
