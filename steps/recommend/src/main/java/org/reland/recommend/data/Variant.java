package org.reland.recommend.data;

import java.util.Arrays;
import java.util.List;

/** What a backbone is given besides the interactions. */
public enum Variant {
  /** Nothing: the backbone as its authors define it. */
  ID_ONLY("id-only", false, false),
  /** The items' text vectors. */
  FEATURES("features", true, false),
  /** The items' text vectors and the matched rationales (Eq. 5). */
  RELAND("reland", true, true),
  /** A control: as ReLand, with the matches permuted among the users. */
  RELAND_SHUFFLED("reland-shuffled", true, true);

  private final String id;
  private final boolean features;
  private final boolean rationales;

  Variant(String id, boolean features, boolean rationales) {
    this.id = id;
    this.features = features;
    this.rationales = rationales;
  }

  /** The name in configurations and results. */
  public String id() {
    return id;
  }

  /** The names of all, those given least first. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Variant::id).toList();
  }

  public boolean features() {
    return features;
  }

  public boolean rationales() {
    return rationales;
  }

  /** The variant of this name, which the configuration has checked. */
  public static Variant of(String id) {
    return Arrays.stream(values()).filter(v -> v.id.equals(id)).findFirst().orElseThrow();
  }
}
