package org.reland.cli.argo;

import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Turns the callbacks of a watch into a loop that ends where the stream ends. */
final class KubernetesWatch implements Watcher<Workflow> {
  /** The server ends the stream by itself then: so a dead connection cannot hang for ever. */
  static final long SERVER_SECONDS = 240;

  private static final long SILENCE_SECONDS = SERVER_SECONDS + 30;

  /** What came: an event, or the end of the stream. */
  private sealed interface Signal {
    record Event(WatchEvent event) implements Signal {}

    record End(Optional<WatcherException> failure) implements Signal {}
  }

  private final String what;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

  KubernetesWatch(String what) {
    this.what = what;
  }

  String what() {
    return what;
  }

  void events(Predicate<WatchEvent> goOn) throws InterruptedException {
    while (true) {
      Signal signal = signals.poll(SILENCE_SECONDS, TimeUnit.SECONDS);
      switch (signal) {
        case null -> throw new ApiException(ApiException.UNREACHED, what, "nothing was heard");
        case Signal.End(Optional<WatcherException> failure) -> {
          if (failure.isPresent()) {
            throw KubernetesCalls.failure(what, failure.get().asClientException());
          }
          return;
        }
        case Signal.Event(WatchEvent event) -> {
          if (!goOn.test(event)) {
            return;
          }
        }
      }
    }
  }

  @Override
  public void eventReceived(Action action, Workflow workflow) {
    switch (action) {
      case ADDED, MODIFIED ->
          signals.add(new Signal.Event(new WatchEvent(WatchEvent.Kind.CHANGED, workflow)));
      case DELETED ->
          signals.add(new Signal.Event(new WatchEvent(WatchEvent.Kind.DELETED, workflow)));
      case BOOKMARK ->
          signals.add(new Signal.Event(new WatchEvent(WatchEvent.Kind.BOOKMARK, workflow)));
      case ERROR -> {} // comes as the end of the stream too
    }
  }

  @Override
  public void onClose() {
    signals.add(new Signal.End(Optional.empty()));
  }

  @Override
  public void onClose(WatcherException failure) {
    signals.add(new Signal.End(Optional.of(failure)));
  }
}
