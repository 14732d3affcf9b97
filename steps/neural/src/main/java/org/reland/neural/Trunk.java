package org.reland.neural;

/**
 * The shape of a transformer and how it is trained.
 *
 * @param dimensions d of every row
 * @param length of the longest sequence
 * @param blocks of attention and feed-forward network
 * @param heads of attention, a divisor of d
 * @param inner width of the feed-forward network
 * @param normFirst whether rows are normalised before attention and network, inside the residual
 *     (pre-LN), or after them, outside (post-LN, as SASRec in RecBole)
 * @param dropout of embeddings, attention's output and network's output
 * @param attentionDropout of attention's probabilities
 * @param deviation standard deviation that weights start with
 */
public record Trunk(
    int dimensions,
    int length,
    int blocks,
    int heads,
    int inner,
    boolean normFirst,
    double dropout,
    double attentionDropout,
    double deviation,
    double learningRate) {
  public Trunk {
    if (heads < 1 || dimensions % heads != 0) {
      throw new IllegalArgumentException(
          "%d heads do not divide %d dimensions".formatted(heads, dimensions));
    }
  }
}
