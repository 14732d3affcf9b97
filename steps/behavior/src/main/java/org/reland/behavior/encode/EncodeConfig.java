package org.reland.behavior.encode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.reland.kit.config.Checked;
import org.reland.kit.config.ConfigBinder;
import org.reland.kit.config.Setting;
import org.reland.neural.CausalSelfAttention;

/** Configuration of {@link EncodeStep}: which encoder, and how it is trained. */
public record EncodeConfig(
    @Setting(
            value =
                "what makes vectors of behaviour: LightGCN on the graph of users and items, SASRec"
                    + " on their sequences, or graph attention (GAT) on users, items and what items"
                    + " carry",
            fallback = "lightgcn",
            oneOf = {"lightgcn", "sasrec", "gat"})
        String encoder,
    @Setting(value = "length of a behaviour vector", fallback = "64", min = 1, max = 4096)
        int dimensions,
    @Setting(value = "hops of LightGCN's propagation", fallback = "2", min = 0, max = 16)
        int layers,
    @Setting(
            value = "passes over the training data; fixed, as no held-out data may be seen here",
            fallback = "40",
            min = 0)
        int epochs,
    @Setting(value = "training pairs in one update of LightGCN", fallback = "2048", min = 1)
        int batchSize,
    @Setting(
            value = "learning rate of Adam, for LightGCN",
            fallback = "0.005",
            min = 1e-9,
            max = 10)
        double learningRate,
    @Setting(
            value = "weight of the squared length of a batch's ego embeddings in the loss",
            fallback = "1e-3",
            min = 0,
            max = 1)
        double regularization,
    @Setting(value = "blocks of SASRec's transformer", fallback = "2", min = 1, max = 16)
        int sasrecLayers,
    @Setting(
            value = "heads of SASRec's attention; must divide dimensions",
            fallback = "2",
            min = 1,
            max = 64)
        int sasrecHeads,
    @Setting(
            value = "newest items of a history that SASRec sees",
            fallback = "50",
            min = 1,
            max = 4096)
        int sasrecLength,
    @Setting(value = "sequences in one update of SASRec", fallback = "128", min = 1)
        int sasrecBatchSize,
    @Setting(value = "as learning_rate, for SASRec", fallback = "1e-3", min = 1e-9, max = 10)
        double sasrecLearningRate,
    @Setting(
            value = "part that SASRec drops of embeddings, layers and attention while it learns",
            fallback = "0.5",
            min = 0,
            max = 0.95)
        double sasrecDropout,
    @Setting(
            value = "heads of each of GAT's two layers; must divide dimensions",
            fallback = "4",
            min = 1,
            max = 64)
        int gatHeads,
    @Setting(
            value =
                "updates in an epoch of GAT: each hides one such part of the links between users and"
                    + " items from the messages and predicts it",
            fallback = "8",
            min = 2,
            max = 10000)
        int gatParts,
    @Setting(value = "as learning_rate, for GAT", fallback = "5e-3", min = 1e-9, max = 10)
        double gatLearningRate,
    @Setting(
            value = "seconds from one checkpoint to the next, at the least",
            fallback = "20",
            min = 0,
            keyed = false)
        double checkpointSeconds)
    implements Checked {
  /** What LightGCN alone uses; the others' own settings begin with their names. */
  private static final Set<String> OF_LIGHTGCN =
      Set.of("layers", "batch_size", "learning_rate", "regularization");

  private static final Set<String> NAMED = Set.of("sasrec", "gat");

  @Override
  public List<String> problems() {
    int heads =
        switch (encoder) {
          case "sasrec" -> sasrecHeads;
          case "gat" -> gatHeads;
          default -> 1;
        };
    List<String> problems = new ArrayList<>();
    if (dimensions % heads != 0) {
      problems.add(
          "%s_heads: is %d, which does not divide dimensions (%d)"
              .formatted(encoder, heads, dimensions));
    }
    if (encoder.equals("sasrec")) {
      int longest = CausalSelfAttention.longest(sasrecBatchSize, heads);
      if (sasrecLength > longest) {
        problems.add(
            "sasrec_length: is %d; with sasrec_batch_size %d and sasrec_heads %d the attention of a batch has room for %d at most: lower one of them"
                .formatted(sasrecLength, sasrecBatchSize, heads, longest));
      }
    }
    return problems;
  }

  /** The keys that other encoders use and this one does not. */
  Set<String> unused() {
    Set<String> unused = new HashSet<>();
    if (!encoder.equals("lightgcn")) {
      unused.addAll(OF_LIGHTGCN);
    }
    for (String key : ConfigBinder.settings(EncodeConfig.class).keySet()) {
      // gat_heads is a setting of gat alone.
      String owner = key.substring(0, Math.max(0, key.indexOf('_')));
      if (NAMED.contains(owner) && !owner.equals(encoder)) {
        unused.add(key);
      }
    }
    return unused;
  }
}
