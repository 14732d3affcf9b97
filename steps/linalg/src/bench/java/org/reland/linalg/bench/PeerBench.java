package org.reland.linalg.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.reland.linalg.CsrMatrix;
import org.reland.linalg.Gemm;
import org.reland.linalg.KMeans;
import org.reland.linalg.Lanes;
import org.reland.linalg.Matrix;
import org.reland.linalg.Parallel;
import org.reland.linalg.TopK;

/**
 * The Java side of {@code ci/bench kernels}: runs the kernel that a line of standard input names on
 * the data that the Python side wrote, and answers with wall seconds, CPU seconds and something to
 * compare the results by.
 */
public final class PeerBench {
  private final Path data;
  private final Parallel parallel;

  private PeerBench(Path data, Parallel parallel) {
    this.data = data;
    this.parallel = parallel;
  }

  public static void main(String[] args) throws IOException {
    try (Parallel parallel = Parallel.of(Integer.parseInt(args[1]))) {
      System.out.println("lanes " + Lanes.count());
      PeerBench bench = new PeerBench(Path.of(args[0]), parallel);
      var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ");
        bench.answer(words[0], words.length > 1 ? Integer.parseInt(words[1]) : 1);
      }
    }
  }

  private interface Work {
    String run() throws IOException;
  }

  private void answer(String kernel, int repeats) throws IOException {
    Work work =
        switch (kernel) {
          case "top1" -> top1();
          case "kmeans" -> kMeans(repeats);
          case "spmm" -> spmm(repeats);
          case "gemm" -> gemm(repeats);
          default -> throw new IllegalArgumentException("unknown kernel " + kernel);
        };
    System.gc();
    long cpu = cpuNanos();
    long wall = System.nanoTime();
    String result = work.run();
    wall = System.nanoTime() - wall;
    cpu = cpuNanos() - cpu;
    System.out.printf(Locale.ROOT, "%.6f %.6f %s%n", wall / 1e9, cpu / 1e9, result);
  }

  /**
   * Packing the rows counts: it is done once an index, and FAISS's add copies them too, but it is
   * ours.
   */
  private Work top1() throws IOException {
    Matrix seeds = matrix("seeds");
    Matrix queries = matrix("queries");
    return () -> {
      TopK.Result found = TopK.over(seeds, parallel).search(queries, 1, parallel);
      write("top1", found.ids());
      return "-";
    };
  }

  private Work kMeans(int iterations) throws IOException {
    Matrix points = matrix("points");
    int k = Integer.parseInt(Files.readString(data.resolve("k")).strip());
    return () -> {
      KMeans.Result result = KMeans.fit(points, k, iterations, new SplittableRandom(1), parallel);
      return String.format(
          Locale.ROOT, "%.6f iterations=%d", result.inertia(), result.iterations());
    };
  }

  private Work spmm(int repeats) throws IOException {
    int[] pointers = ints("pointers");
    Matrix x = matrix("x");
    CsrMatrix a =
        CsrMatrix.of(pointers.length - 1, x.rows(), pointers, ints("columns"), floats("values"));
    Matrix out = new Matrix(a.rows(), x.cols());
    a.multiply(x, out, parallel);
    return () -> {
      for (int i = 0; i < repeats; i++) {
        a.multiply(x, out, parallel);
      }
      return String.format(Locale.ROOT, "%.6f", checksum(out));
    };
  }

  /** A product whose operands lie in the second-level cache: what the cores give at best. */
  private Work gemm(int repeats) {
    Matrix a = new Matrix(96, 512);
    Matrix b = new Matrix(128, 512);
    return () -> {
      parallel.forEach(
          parallel.threads(),
          chunk -> {
            Matrix c = new Matrix(96, 128);
            for (int i = 0; i < repeats; i++) {
              Gemm.multiplyTransposed(a, b, c, Parallel.serial());
            }
          });
      return "-";
    };
  }

  private static double checksum(Matrix m) {
    double sum = 0;
    for (int i = 0; i < m.data().length; i++) {
      sum += m.data()[i] * (i % 7 + 1);
    }
    return sum;
  }

  /**
   * Over all threads, to the nanosecond where Linux tells; the JVM's own counter ticks every 10 ms.
   */
  private static long cpuNanos() throws IOException {
    long sum = 0;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path task : tasks) {
        String[] fields = Files.readString(task.resolve("schedstat")).split(" ");
        sum += Long.parseLong(fields[0]);
      }
    }
    return sum;
  }

  private Matrix matrix(String name) throws IOException {
    float[] values = floats(name);
    int cols = 64;
    return Matrix.of(values, values.length / cols, cols);
  }

  private float[] floats(String name) throws IOException {
    FloatBuffer buffer = bytes(name).asFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private int[] ints(String name) throws IOException {
    var buffer = bytes(name).asIntBuffer();
    int[] values = new int[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private ByteBuffer bytes(String name) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(data.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(String name, int[] values) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asIntBuffer().put(values);
    Files.write(data.resolve(name), buffer.array());
  }
}
