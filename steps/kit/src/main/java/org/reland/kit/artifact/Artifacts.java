package org.reland.kit.artifact;

/** The names by which steps find each other's artifacts, in the order of the pipeline. */
public final class Artifacts {
  public static final Table<User> USERS = new Table<>("users", User.class);
  public static final Table<Item> ITEMS = new Table<>("items", Item.class);

  /** What of the raw data was left out, and why. */
  public static final Table<Intake> INTAKE = new Table<>("intake", Intake.class);

  /** In parts of whole users; see {@link Interaction}. */
  public static final Table<Interaction> INTERACTIONS =
      new Table<>("interactions", Interaction.class);

  /** In parts of whole users, the same users part by part as {@link #BEHAVIORS}. */
  public static final Table<HistoryEntry> HISTORY = new Table<>("history", HistoryEntry.class);

  public static final Table<Split> SPLITS = new Table<>("splits", Split.class);
  public static final Table<EncoderItem> ENCODER = new Table<>("encoder", EncoderItem.class);

  /** What the encoder has beside its item table; no rows where it has nothing. */
  public static final Table<Parameter> ENCODER_WEIGHTS =
      new Table<>("encoder_weights", Parameter.class);

  /** In parts of whole users, sorted by user. */
  public static final Table<Behavior> BEHAVIORS = new Table<>("behaviors", Behavior.class);

  public static final Table<Centroid> CENTROIDS = new Table<>("centroids", Centroid.class);
  public static final Table<ClusterMember> CLUSTERS = new Table<>("clusters", ClusterMember.class);
  public static final Table<Seed> SEEDS = new Table<>("seeds", Seed.class);

  /** In parts: one is one shard of inference. */
  public static final Table<Prompt> PROMPTS = new Table<>("prompts", Prompt.class);

  public static final Table<Rationale> RATIONALES = new Table<>("rationales", Rationale.class);
  public static final Table<Call> CALLS = new Table<>("calls", Call.class);
  public static final Table<ItemVector> ITEM_VECTORS =
      new Table<>("item_vectors", ItemVector.class);
  public static final Table<RationaleVector> RATIONALE_VECTORS =
      new Table<>("rationale_vectors", RationaleVector.class);
  public static final Table<PoolEntry> POOL = new Table<>("pool", PoolEntry.class);
  public static final Table<Match> MATCHES = new Table<>("matches", Match.class);

  /** In parts of whole users, sorted by user, position and rank. */
  public static final Table<PastMatch> PAST_MATCHES = new Table<>("past_matches", PastMatch.class);

  public static final Table<Parameter> MODEL = new Table<>("model", Parameter.class);
  public static final Table<CurvePoint> CURVE = new Table<>("curve", CurvePoint.class);
  public static final Table<UserMetric> USER_METRICS =
      new Table<>("user_metrics", UserMetric.class);
  public static final Table<Metric> METRICS = new Table<>("metrics", Metric.class);
  public static final Document REPORT = new Document("report", "report.html");
  public static final Document RESULTS = new Document("results", "results.json");

  private Artifacts() {}
}
