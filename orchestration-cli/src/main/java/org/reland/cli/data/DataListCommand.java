package org.reland.cli.data;

import java.util.concurrent.Callable;
import org.reland.cli.output.JsonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reland data list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the data sets that can be fetched.")
final class DataListCommand implements Callable<Integer> {
  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() {
    for (Publication publication : Publications.ALL) {
      if (json.chosen()) {
        JsonOption.print(
            JsonOption.object(
                "name", publication.name(),
                "title", publication.title(),
                "page", publication.page(),
                "licence", String.join("\n", publication.licence()),
                "files",
                    publication.files().stream().map(f -> publication.base() + f.name()).toList(),
                "configuration", publication.configuration()));
        continue;
      }
      System.out.println("%-8s %s".formatted(publication.name(), publication.title()));
      System.out.println("%-8s %s".formatted("", publication.page()));
    }
    return 0;
  }
}
