package org.reland.behavior.ingest;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.reland.behavior.shop.GeneratedShop;
import org.reland.kit.artifact.Artifacts;
import org.reland.kit.artifact.Intake;
import org.reland.kit.artifact.Interaction;
import org.reland.kit.artifact.Item;
import org.reland.kit.artifact.User;
import org.reland.kit.error.BadDataException;
import org.reland.kit.step.Step;
import org.reland.kit.step.StepContext;
import org.reland.kit.step.StepSpec;
import org.reland.kit.step.TableWriter;

/**
 * Reads the raw data, keeps the k-core, gives dense ids and writes histories in chronological
 * order. Every repeated interaction of a user with an item is kept. With the k-core off, items that
 * only the catalogue knows are kept too, so that the items do not depend on who did what.
 */
public final class IngestStep implements Step<IngestConfig> {
  @Override
  public StepSpec<IngestConfig> spec() {
    return StepSpec.of("ingest", 2, IngestConfig.class)
        .writes(Artifacts.USERS, Artifacts.ITEMS, Artifacts.INTERACTIONS, Artifacts.INTAKE)
        .seeded()
        .needs(1024, false)
        .build();
  }

  @Override
  public void run(IngestConfig config, StepContext context) throws IOException {
    RawData data = read(config, context);
    InteractionLog log =
        config.hasOpenWindow() ? data.log().ofLast(config.windowDays()) : data.log();
    KCore core = core(log, config.core());
    Collection<String> catalogue = config.core() > 1 ? List.of() : data.words().keySet();
    DenseIds users = DenseIds.of(log.users(), core.users(), List.of());
    DenseIds items = DenseIds.of(log.items(), core.items(), catalogue);
    Histories histories = Histories.of(log, users, items);

    check(config, log, users.size(), items.size(), histories.rows().length);
    writeUsers(users, context);
    int wordless = writeItems(items, data, context);
    writeInteractions(log, histories, items, config.usersPerPart(), context);
    List<Intake> intake = Intakes.of(config, data, log, users, items, histories);
    for (Intake row : intake) {
      context.write(Artifacts.INTAKE).write(row);
      context.progress().note(Intakes.inWords(row));
    }

    context.fact("users", users.size());
    context.fact("items", items.size());
    context.fact("interactions", histories.rows().length);
    context.fact("ties", histories.ties());
    context.fact("repeats", histories.repeats());
    context.fact("duplicates", histories.duplicates());
    context.fact("bad_rows", (double) data.losses().bad());
    context.fact("items_without_words", wordless);
    context.fact("outside_window", log.outside());
    context.fact("dropped_users", log.users().size() - (double) users.size());
    context.fact("dropped_interactions", log.size() - (double) histories.rows().length);
  }

  private static RawData read(IngestConfig config, StepContext context) throws IOException {
    if (config.source().equals("generated")) {
      context.progress().plan("generate a shop of %,d users".formatted(config.shopUsers()));
      return RawData.of(
          GeneratedShop.generate(config.shop(), context.random("shop")), config.range());
    }
    context.progress().plan("read " + String.join(", ", config.interactions()));
    return new SourceReader(config, context.progress()).read();
  }

  private static KCore core(InteractionLog log, int k) {
    return KCore.of(
        log.users().size(),
        log.items().size(),
        IntStream.range(0, log.size()).map(log::user).toArray(),
        IntStream.range(0, log.size()).map(log::item).toArray(),
        k);
  }

  private static void check(
      IngestConfig config, InteractionLog log, int users, int items, int interactions) {
    if (interactions == 0) {
      throw new BadDataException(
          log.size() == 0
              ? nothing(config, log)
              : "none of the %,d interactions is left: no users and items have %d interactions among themselves. Lower ingest.k_core (now %d)"
                  .formatted(log.size(), config.kCore(), config.kCore()));
    }
    boolean asExpected =
        isExpected(config.expectUsers(), users)
            && isExpected(config.expectItems(), items)
            && isExpected(config.expectInteractions(), interactions);
    if (!asExpected) {
      throw new BadDataException(
          "%,d users, %,d items, %,d interactions are left, where ingest.expect_users, expect_items and expect_interactions say %,d, %,d, %,d: this is other data, or another ingest.k_core (now %d)"
              .formatted(
                  users,
                  items,
                  interactions,
                  config.expectUsers(),
                  config.expectItems(),
                  config.expectInteractions(),
                  config.kCore()));
    }
  }

  private static String nothing(IngestConfig config, InteractionLog log) {
    return log.outside() == 0
        ? "there is no interaction in %s%s"
            .formatted(
                String.join(", ", config.interactions()),
                config.events().isEmpty()
                    ? ""
                    : " whose event is one of ingest.events (%s)".formatted(config.events()))
        : "none of the %,d interactions happened in the window of ingest.as_of %s and ingest.window_days %d"
            .formatted(log.outside(), config.asOf(), config.windowDays());
  }

  private static boolean isExpected(long expected, long found) {
    return expected == 0 || expected == found;
  }

  private static void writeUsers(DenseIds users, StepContext context) throws IOException {
    for (int u = 0; u < users.size(); u++) {
      context.write(Artifacts.USERS).write(new User(u, users.raw().get(u)));
    }
  }

  private static int writeItems(DenseIds items, RawData data, StepContext context)
      throws IOException {
    int wordless = 0;
    for (int i = 0; i < items.size(); i++) {
      String id = items.raw().get(i);
      ItemWords words = data.words().getOrDefault(id, ItemWords.NONE);
      wordless += words.isEmpty() ? 1 : 0;
      context
          .write(Artifacts.ITEMS)
          .write(new Item(i, id, words.title(), words.brand(), words.categories()));
    }
    return wordless;
  }

  private static void writeInteractions(
      InteractionLog log,
      Histories histories,
      DenseIds items,
      int usersPerPart,
      StepContext context)
      throws IOException {
    TableWriter<Interaction> writer = context.write(Artifacts.INTERACTIONS);
    int users = histories.pointers().length - 1;
    for (int u = 0; u < users; u++) {
      if (u > 0 && u % usersPerPart == 0) {
        writer.nextPart();
      }
      int[] rows =
          Arrays.copyOfRange(
              histories.rows(), histories.pointers()[u], histories.pointers()[u + 1]);
      for (int position = 0; position < rows.length; position++) {
        int row = rows[position];
        writer.write(
            new Interaction(
                u,
                items.ofNumber()[log.item(row)],
                (long) Math.floor(log.time(row)),
                position,
                log.event(row),
                log.weight(row)));
      }
    }
  }
}
