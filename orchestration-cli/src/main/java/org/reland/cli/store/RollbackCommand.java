package org.reland.cli.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reland.cli.output.JsonOption;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.TemporaryException;
import org.reland.kit.store.ArtifactStore;
import org.reland.kit.store.Refs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reland rollback}: an earlier version of a name becomes the current one. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Points a name at what it meant before. Nothing is lost: the earlier meaning becomes a new",
      "version, and the next run that takes from the name takes that."
    },
    footer = {
      "",
      "Examples:",
      "  reland rollback shop/pool          to the last version that meant another artifact",
      "  reland rollback shop/pool --to 3",
      "  reland rollback shop/pool --cluster"
    })
public final class RollbackCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "Such as shop/pool; see `reland refs`.")
  private String name = "";

  @Option(names = "--to", paramLabel = "VERSION", description = "The version to go back to.")
  private @Nullable Integer version;

  /** Of a command that a pod may carry out twice. */
  @Option(names = "--request", hidden = true)
  private @Nullable String request;

  @Mixin private JsonOption json = new JsonOption();

  @Mixin private StoreOption store = new StoreOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (store.onCluster()) {
      @Nullable String to = version == null ? null : "--to=" + version;
      String unique = "--request=" + UUID.randomUUID();
      return store.visit(json::relay, "rollback", name, to, unique, json.word());
    }
    ArtifactStore artifacts = store.open();
    Refs refs = new Refs(artifacts);
    RefNames.known(name, refs.names());
    List<Refs.Ref> history = refs.history(name);
    Refs.Ref current = history.getLast();
    if (request != null && history.stream().anyMatch(ref -> ref.by().endsWith(request))) {
      if (json.chosen()) {
        JsonOption.print(JsonOption.object("name", name, "version", current.version(), "of", null));
      } else {
        System.out.println(name + " was rolled back already");
      }
      return 0;
    }
    Refs.Ref earlier =
        earlier(history, version == null ? OptionalInt.empty() : OptionalInt.of(version));
    if (!artifacts.exists(earlier.step() + "/" + earlier.key() + "/_manifest.json")) {
      throw new BadDataException(
          "version %d of %s is not in the store any more: %s/%s"
              .formatted(earlier.version(), name, earlier.step(), earlier.key()));
    }
    var next =
        new Refs.Ref(
            current.version() + 1,
            earlier.step(),
            earlier.key(),
            earlier.digest(),
            "rollback to version "
                + earlier.version()
                + (request == null ? "" : ", request " + request),
            earlier.at(), // it is as old as it was
            earlier.asOf(),
            earlier.with());
    if (!refs.set(name, next)) {
      throw new TemporaryException(
          "%s was moved by somebody else just now: look at `reland refs %s` and try again"
              .formatted(name, name));
    }
    if (json.chosen()) {
      JsonOption.print(
          JsonOption.object("name", name, "version", next.version(), "of", earlier.version()));
      return 0;
    }
    System.out.println(
        "%s: version %d is what version %d was, made %s by %s"
            .formatted(name, next.version(), earlier.version(), earlier.at(), earlier.by()));
    return 0;
  }

  /** The version that is asked for, or the last one that meant something else. */
  private Refs.Ref earlier(List<Refs.Ref> history, OptionalInt wanted) {
    Refs.Ref current = history.getLast();
    Optional<Refs.Ref> earlier =
        history.reversed().stream()
            .filter(
                ref ->
                    wanted.isPresent()
                        ? ref.version() == wanted.getAsInt()
                        : !ref.key().equals(current.key()) || !ref.with().equals(current.with()))
            .findFirst();
    return earlier.orElseThrow(
        () ->
            new BadDataException(
                wanted.isPresent()
                    ? "%s has no version %d, only %d to %d"
                        .formatted(
                            name,
                            wanted.getAsInt(),
                            history.getFirst().version(),
                            current.version())
                    : "%s never meant anything else than it does now".formatted(name)));
  }
}
