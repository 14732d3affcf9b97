package org.reland.linalg;

/**
 * Decides once which kernels run. By default the widest vectors of the machine; the system property
 * {@code reland.lanes} = 1 (plain loops), 4, 8 or 16 (floats a vector) overrides that. The choice
 * never changes a result.
 */
public final class Lanes {
  /** The system property that overrides the choice. */
  public static final String PROPERTY = "reland.lanes";

  private static final Kernels KERNELS = choose(Integer.getInteger(PROPERTY, 0));

  private Lanes() {}

  /** Floats a vector, 1 for plain loops. */
  public static int count() {
    return KERNELS instanceof VectorKernels ? VectorKernels.lanes() : 1;
  }

  static Kernels kernels() {
    return KERNELS;
  }

  private static Kernels choose(int wanted) {
    boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return switch (wanted) {
      case 1 -> new ScalarKernels();
      case 0 -> vectors && VectorKernels.worthwhile() ? new VectorKernels() : new ScalarKernels();
      case 4, 8, 16 -> {
        if (!vectors) {
          throw new IllegalStateException(
              "%s=%d needs the JVM option --add-modules jdk.incubator.vector"
                  .formatted(PROPERTY, wanted));
        }
        yield new VectorKernels();
      }
      default ->
          throw new IllegalStateException(
              "%s=%d; allowed are 1, 4, 8 and 16".formatted(PROPERTY, wanted));
    };
  }
}
