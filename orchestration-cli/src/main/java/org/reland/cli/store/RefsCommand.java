package org.reland.cli.store;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reland.cli.output.JsonOption;
import org.reland.kit.store.Refs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code reland refs}: what the lasting names of a store mean, now and before. */
@Command(
    name = "refs",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the names by which runs find the current encoder, pool and matches;",
      "of one name all versions, the newest last."
    },
    footer = {
      "",
      "Examples:",
      "  reland refs",
      "  reland refs shop/pool",
      "  reland refs --cluster -n recommend",
      "  reland rollback shop/pool"
    })
public final class RefsCommand implements Callable<Integer> {
  private static final String ROW = "%-28s %7s  %-20s  %-28s  %s";

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Such as shop/pool.")
  private @Nullable String name;

  @Mixin private JsonOption json = new JsonOption();

  @Mixin private StoreOption store = new StoreOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (store.onCluster()) {
      return store.visit(json::relay, "refs", name, json.word());
    }
    Refs refs = new Refs(store.open());
    List<String> names = refs.names();
    if (name == null && names.isEmpty() && !json.chosen()) {
      System.out.println(
          "No names yet: `reland run --rhythm encoder`, and then pool and matches, set them.");
      return 0;
    }
    if (!json.chosen()) {
      System.out.println(ROW.formatted("name", "version", "made at (UTC)", "by run", "artifact"));
    }
    if (name != null) {
      RefNames.known(name, names);
      refs.history(name).forEach(ref -> print(name, ref));
    } else {
      for (String each : names) {
        refs.get(each).ifPresent(ref -> print(each, ref));
      }
    }
    return 0;
  }

  private void print(String name, Refs.Ref ref) {
    if (json.chosen()) {
      JsonOption.print(
          JsonOption.object(
              "name", name,
              "version", ref.version(),
              "step", ref.step(),
              "key", ref.key(),
              "digest", ref.digest(),
              "by", ref.by(),
              "at", ref.at(),
              "as_of", ref.asOf(),
              "with", ref.with()));
      return;
    }
    String at = ref.at().length() < 19 ? ref.at() : ref.at().substring(0, 19).replace('T', ' ');
    System.out.println(
        ROW.formatted(name, ref.version(), at, ref.by(), ref.step() + "/" + ref.key()));
  }
}
