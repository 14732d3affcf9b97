package org.reland.kit.step;

import java.util.Collection;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.UsageException;

/** The steps that are on the class path, by name. */
public final class Steps {
  private final Map<String, Step<?>> byName = new TreeMap<>();

  private Steps() {}

  /** Finds them by {@link ServiceLoader}. */
  public static Steps installed() {
    Steps steps = new Steps();
    for (Step<?> step : ServiceLoader.load(Step.class)) {
      steps.byName.put(step.spec().name(), step);
    }
    return steps;
  }

  public static Steps of(Step<?>... some) {
    Steps steps = new Steps();
    for (Step<?> step : some) {
      steps.byName.put(step.spec().name(), step);
    }
    return steps;
  }

  public Collection<Step<?>> all() {
    return byName.values();
  }

  /** Their code versions, by name. */
  public Map<String, Integer> versions() {
    Map<String, Integer> versions = new TreeMap<>();
    byName.forEach((name, step) -> versions.put(name, step.spec().version()));
    return versions;
  }

  /**
   * The step of this name.
   *
   * @throws UsageException where there is none
   */
  public Step<?> get(String name) {
    Step<?> step = byName.get(name);
    if (step == null) {
      throw new UsageException(
          "no step is called '%s'%s".formatted(name, Nearest.hint(name, byName.keySet())));
    }
    return step;
  }
}
