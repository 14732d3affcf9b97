package org.reland.recommend.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a backbone is given besides the interactions. */
public enum Variant {
  /** Nothing: the backbone as its authors define it. */
  ID_ONLY("id-only", false, null),
  /** The items' text vectors. */
  FEATURES("features", true, null),
  /** The items' text vectors and the matched rationales (Eq. 5). */
  RELAND("reland", true, Source.MATCHED),
  /**
   * As ReLand, but while training a target sees only the rationale that is retrieved without it.
   */
  RELAND_CAUSAL("reland-causal", true, Source.CAUSAL),
  /**
   * As ReLand, with the matching that validation prefers: that of the configuration, or by
   * behaviour and content, the nearest seed or five; a part of the rationales is dropped while the
   * fusion learns.
   */
  RELAND_PLUS("reland-plus", true, Source.CHOSEN),
  /** A control: as ReLand, with the matches permuted among the users. */
  RELAND_SHUFFLED("reland-shuffled", true, Source.SHUFFLED),
  /** A control: as ReLand, with the seed's behaviour vector in place of its text. */
  SEED_BEHAVIOR("seed-behavior", true, Source.BEHAVIOR),
  /** A control: as ReLand, with the words of the user's own history in place of a rationale. */
  OWN_WORDS("own-words", true, Source.OWN_WORDS),
  /** The ablation "w/o i.f.": no words of items, the rationale by Eq. 5 alone. */
  RELAND_NO_FEATURES("reland-no-features", false, Source.MATCHED),
  /** The ablation "w/o a.s.": as ReLand, with a pool of seeds drawn uniformly. */
  RELAND_UNIFORM("reland-uniform", true, Source.MATCHED, "uniform"),
  /** The ablation "w/o r.p.": as ReLand, with a pool of rationales asked for without steps. */
  RELAND_DIRECT("reland-direct", true, Source.MATCHED, "direct");

  /** Where that which is fused with a user comes from. */
  public enum Source {
    /** The matched rationales. */
    MATCHED,
    /** These, and of the past while training. */
    CAUSAL,
    /** The rationales of one of several matchings. */
    CHOSEN,
    /** The rationales of somebody else's matches. */
    SHUFFLED,
    /** The behaviour vectors of the matched seeds. */
    BEHAVIOR,
    /** The user's own history. */
    OWN_WORDS;

    /** Whether it reads pool and matches. */
    public boolean isMatched() {
      return this != OWN_WORDS;
    }
  }

  private final String id;
  private final boolean features;
  private final Optional<Source> source;
  private final String pool;

  Variant(String id, boolean features, @Nullable Source source) {
    this(id, features, source, "");
  }

  Variant(String id, boolean features, @Nullable Source source, String pool) {
    this.id = id;
    this.features = features;
    this.source = Optional.ofNullable(source);
    this.pool = pool;
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

  /** What is fused with the users, where anything is. */
  public Optional<Source> source() {
    return source;
  }

  /** Whether it reads pool and matches. */
  public boolean isMatched() {
    return source.filter(Source::isMatched).isPresent();
  }

  /** What its own pool is called, as in {@code infer-uniform}; empty for the pool of all others. */
  public String pool() {
    return pool;
  }

  /** The variant of this name, which the configuration has checked. */
  public static Variant of(String id) {
    return Arrays.stream(values()).filter(v -> v.id.equals(id)).findFirst().orElseThrow();
  }
}
