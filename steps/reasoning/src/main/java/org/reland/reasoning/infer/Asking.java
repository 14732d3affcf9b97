package org.reland.reasoning.infer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reland.kit.artifact.Prompt;
import org.reland.kit.progress.Progress;
import org.reland.kit.step.WorkArea;
import org.reland.kit.store.Json;
import org.reland.reasoning.parse.Parsed;
import tools.jackson.core.JacksonException;

/**
 * Asks for many answers at a time on virtual threads. A costly answer is kept the moment it
 * arrives, so that after a kill nothing usable is asked for again.
 */
final class Asking {
  private final TextGenerator generator;
  private final WorkArea work;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Asking(TextGenerator generator, WorkArea work) {
    this.generator = generator;
    this.work = work;
  }

  /**
   * An answer and what it took.
   *
   * @param seconds from asking to answer, attempts included
   */
  record Asked(Answer answer, double seconds) {}

  /** As it is kept. */
  private record Kept(String id, Answer.Text answer, double seconds) {}

  /** The answers, in the order of the prompts. */
  List<Asked> all(List<Prompt> prompts, Progress progress)
      throws IOException, InterruptedException {
    List<Future<Asked>> asked = new ArrayList<>(prompts.size());
    ExecutorService threads =
        Executors.newFixedThreadPool(
            generator.concurrency(), Thread.ofVirtual().name("asking-", 0).factory());
    try {
      for (int i = 0; i < prompts.size(); i++) {
        int index = i;
        asked.add(threads.submit(() -> askUnlessFailed(prompts.get(index), index)));
      }
      List<Asked> answers = new ArrayList<>(prompts.size());
      for (Future<Asked> each : asked) {
        answers.add(each.get());
        progress.advance(answers.size(), prompts.size(), "answers");
      }
      return answers;
    } catch (ExecutionException e) {
      throw rethrown(Objects.requireNonNullElse(failure.get(), e));
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }

  /** After a failure no other prompt is begun: a server that is gone is not asked any more. */
  private Asked askUnlessFailed(Prompt prompt, int index) throws IOException, InterruptedException {
    if (failure.get() != null) {
      throw new CancellationException();
    }
    try {
      return ask(prompt, index);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      throw e;
    }
  }

  /** One that is damaged is asked again. */
  private static Optional<Kept> kept(byte[] bytes) {
    try {
      return Optional.of(Json.read(bytes, Kept.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private Asked ask(Prompt prompt, int index) throws IOException, InterruptedException {
    String name = String.format(Locale.ROOT, "answer-%06d.json", index);
    if (generator.isCostly()) {
      Optional<Kept> kept = work.get(name).flatMap(Asking::kept);
      if (kept.isPresent() && isStillGood(kept.get(), prompt)) {
        return new Asked(kept.get().answer(), kept.get().seconds());
      }
    }
    long start = System.nanoTime();
    Answer answer = generator.answer(prompt);
    double seconds = (System.nanoTime() - start) * 1e-9;
    if (generator.isCostly() && answer instanceof Answer.Text text) {
      work.put(name, Json.bytes(new Kept(prompt.id(), text, seconds)));
    }
    return new Asked(answer, seconds);
  }

  /**
   * An answer that cannot be used is asked for again: else every retry would fail like the last.
   */
  private static boolean isStillGood(Kept kept, Prompt prompt) {
    return kept.id().equals(prompt.id())
        && !(Ledger.parsed(prompt, kept.answer()) instanceof Parsed.Failed);
  }

  private static RuntimeException rethrown(Throwable failure)
      throws IOException, InterruptedException {
    switch (failure) {
      case IOException io -> throw io;
      case InterruptedException interrupted -> throw interrupted;
      case RuntimeException runtime -> throw runtime;
      case Error error -> throw error;
      default -> throw new IllegalStateException(failure);
    }
  }
}
