package org.reland.cli.data;

import java.util.List;
import java.util.Optional;
import org.reland.cli.data.Publication.PublishedFile;
import org.reland.kit.config.Nearest;
import org.reland.kit.error.UsageException;

/** The data sets there are, those of the method's paper. A new one is a line here. */
final class Publications {
  private static final String SNAP =
      "https://snap.stanford.edu/data/amazon/productGraph/categoryFiles/";

  static final List<Publication> ALL =
      List.of(
          new Publication(
              "ml-1m",
              "MovieLens 1M: 1,000,209 ratings of 3,706 films by 6,040 people, 2000 to 2003",
              "https://grouplens.org/datasets/movielens/1m/",
              List.of(
                  "GroupLens (University of Minnesota) permits use for research under conditions, among them:",
                  "  no claim that the university or GroupLens endorses anything; publications cite",
                  "  Harper and Konstan, The MovieLens Datasets: History and Context, ACM TiiS 2015;",
                  "  no redistribution without a permission of its own;",
                  "  no commercial or revenue-bearing use without permission of GroupLens.",
                  "The whole text is in the README that is fetched with it; it alone counts."),
              "https://files.grouplens.org/datasets/movielens/",
              List.of(
                  new PublishedFile(
                      "ml-1m.zip",
                      // Its publisher gives the MD5 c4d9eecfca2ab87c1945afe126590906 of this file.
                      Optional.of(
                          "a6898adb50b9ca05aa231689da44c217cb524e7ebd39d264c56e2832f2c54e20"),
                      List.of("ratings.dat", "movies.dat", "README"))),
              "ml-1m"),
          amazon("beauty", "Beauty", "198,502 reviews of 12,101 products by 22,363 people"),
          amazon(
              "sports",
              "Sports_and_Outdoors",
              "296,337 reviews of 18,357 products by 35,598 people"));

  private Publications() {}

  private static Publication amazon(String name, String category, String size) {
    return new Publication(
        name,
        "Amazon reviews 2014, %s, 5-core: %s".formatted(category.replace('_', ' '), size),
        "https://cseweb.ucsd.edu/~jmcauley/datasets/amazon/links.html",
        List.of(
            "Collected by Julian McAuley (UCSD), without a licence of its own: the reviews are Amazon's and",
            "their writers', published for research. Publications are asked to cite",
            "  He and McAuley, Ups and Downs, WWW 2016;",
            "  McAuley, Targett, Shi and van den Hengel, Image-based Recommendations, SIGIR 2015.",
            "Whether your use is covered, and whether you may pass it on, is yours to find out."),
        SNAP,
        List.of(
            new PublishedFile("reviews_" + category + "_5.json.gz", Optional.empty(), List.of()),
            new PublishedFile("meta_" + category + ".json.gz", Optional.empty(), List.of())),
        "amazon-" + name);
  }

  static Publication named(String name) {
    List<String> names = ALL.stream().map(Publication::name).toList();
    return ALL.stream()
        .filter(publication -> publication.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "no data set is called '%s'%s".formatted(name, Nearest.hint(name, names))));
  }
}
