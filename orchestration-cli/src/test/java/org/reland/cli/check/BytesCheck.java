package org.reland.cli.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Threads, vector widths and the language of the machine change no byte of any artifact. */
public final class BytesCheck {
  private BytesCheck() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Check.folder("bytes");
    Path configuration = Files.writeString(folder.resolve("tiny.yaml"), TinyRun.CONFIGURATION);
    Check check = new Check();
    Map<String, String> expected = null;
    for (String variant :
        List.of(
            "threads-2",
            "threads-1",
            "threads-3",
            "lanes-1",
            "lanes-4",
            "lanes-8",
            "lanes-16",
            "locale-ar")) {
      String value = variant.replaceFirst(".*-", "");
      Path store = folder.resolve(variant);
      int exit =
          TinyRun.start(
                  store,
                  configuration,
                  TinyRun.NEVER,
                  flags(variant, value),
                  variant.startsWith("threads") ? List.of("run.threads=" + value) : List.of())
              .waitFor();
      check.that(exit == 0, variant + "; see " + TinyRun.log(store));
      Map<String, String> digests = StoreContents.digests(store);
      System.out.println(variant + ": " + digests.size() + " artifacts");
      if (expected == null) {
        expected = digests;
      } else {
        check.same(expected, digests, variant);
      }
    }
    check.end();
  }

  private static List<String> flags(String variant, String value) {
    return switch (variant.replaceFirst("-.*", "")) {
      case "lanes" -> List.of("-Dreland.lanes=" + value);
      // Its digits are not ours.
      case "locale" -> List.of("-Duser.language=" + value, "-Duser.country=EG");
      default -> List.of();
    };
  }
}
