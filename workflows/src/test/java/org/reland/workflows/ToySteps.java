package org.reland.workflows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.reland.kit.artifact.Table;
import org.reland.kit.config.Setting;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.Node;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.StepSpec;
import org.reland.kit.step.Steps;

/** A small graph: a source, two branches that can be told to fail, a sum over what succeeded. */
final class ToySteps {
  record Value(int value) {}

  record Config(
      @Setting(value = "added to the input", fallback = "1") int add,
      @Setting(value = "whether to fail", fallback = "false", keyed = false) boolean fail) {}

  static final Table<Value> SOURCE = new Table<>("source", Value.class);
  static final Table<Value> BRANCH = new Table<>("branch", Value.class);
  static final Table<Value> SUM = new Table<>("sum", Value.class);

  final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
  final List<Integer> sums = new CopyOnWriteArrayList<>();

  /** As if it were that of a file that the source reads. */
  volatile String content = "";

  /** Of the code of the source. */
  volatile int version = 1;

  /** Happens inside the run of the sum, when its inputs are settled but not read. */
  volatile Interruption beforeSum = () -> {};

  /** Something that happens meanwhile. */
  interface Interruption {
    void happen() throws IOException, InterruptedException;
  }

  Steps steps() {
    return Steps.of(
        step(StepSpec.of("source", version, Config.class).writes(SOURCE).build()),
        step(StepSpec.of("branch", 1, Config.class).reads(SOURCE).writes(BRANCH).build()),
        step(StepSpec.of("sum", 1, Config.class).collects(BRANCH).writes(SUM).build()));
  }

  static List<Node> nodes(Map<String, String> left, Map<String, String> right) {
    Map<String, List<String>> fromSource = Map.of("source", List.of("source"));
    return List.of(
        new Node("source", "source", Map.of(), Map.of(), ""),
        new Node("left", "branch", left, fromSource, ""),
        new Node("right", "branch", right, fromSource, ""),
        new Node("sum", "sum", Map.of(), Map.of("branch", List.of("left", "right")), ""));
  }

  private Step<Config> step(StepSpec<Config> spec) {
    return new Step<>() {
      @Override
      public StepSpec<Config> spec() {
        return spec;
      }

      @Override
      public String identity(Config config) {
        return spec.name().equals("source") ? content : "";
      }

      @Override
      public void run(Config config, StepContext context) throws IOException, InterruptedException {
        runs.computeIfAbsent(spec.name(), n -> new AtomicInteger()).incrementAndGet();
        if (config.fail()) {
          throw new BadDataException("told to fail");
        }
        switch (spec.name()) {
          case "source" -> context.write(SOURCE).write(new Value(config.add() + content.length()));
          case "branch" ->
              context
                  .write(BRANCH)
                  .write(new Value(context.read(SOURCE).list().getFirst().value() + config.add()));
          case "sum" -> {
            beforeSum.happen();
            int sum = 0;
            for (var input : context.collect(BRANCH)) {
              sum += input.list().getFirst().value();
            }
            sums.add(sum);
            context.write(SUM).write(new Value(sum));
          }
          default -> throw new IllegalStateException(spec.name());
        }
      }
    };
  }
}
