package org.reland.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {
  /**
   * 512 bits are emulated where the machine lacks them, one object a vector: hence the small
   * inputs.
   */
  @Test
  void everyKernelGivesTheSameBytesForAnyLaneCountAndAnyNumberOfThreads() throws Exception {
    String expected = Digest.of(Parallel.serial());
    for (int lanes : new int[] {1, 4, 8, 16}) {
      int threads = lanes == 1 || lanes == 8 ? 2 : 1;
      String printed = run("-D" + Lanes.PROPERTY + "=" + lanes, threads);
      assertEquals("lanes %d%n%s".formatted(lanes, expected), printed);
    }
  }

  @Test
  void anUnknownLaneCountIsRefusedWithWhatIsAllowed() throws Exception {
    String printed = run("-D" + Lanes.PROPERTY + "=3", 1);
    assertTrue(printed.contains("reland.lanes=3; allowed are 1, 4, 8 and 16"), printed);
  }

  private static String run(String option, int threads) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "--add-modules",
                "jdk.incubator.vector",
                "-Xmx200m",
                "-XX:TieredStopAtLevel=1",
                option,
                "-cp",
                System.getProperty("java.class.path"),
                Digest.class.getName(),
                String.valueOf(threads)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.replaceAll("WARNING: Using incubator modules: .*\\R", "");
  }
}
