package org.reland.reasoning.prompt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.reland.kit.artifact.Item;
import org.reland.reasoning.text.TokenEstimate;

/** Puts a history into a template, within a budget of tokens. */
public final class PromptWriter {
  private final PromptTemplate template;
  private final String text;
  private final Optional<Condenser> condenser;
  private final int maxTokens;

  /**
   * A writer.
   *
   * @param condense whether titles lose their noise and repeats are dropped (Step 0)
   * @param maxTokens estimated tokens that a prompt may have
   */
  public PromptWriter(PromptTemplate template, Variant variant, boolean condense, int maxTokens) {
    this.template = template;
    this.text = template.text(variant);
    this.condenser = condense ? Optional.of(new Condenser(template.noise())) : Optional.empty();
    this.maxTokens = maxTokens;
  }

  /**
   * A prompt.
   *
   * @param items how many items of the history it shows
   * @param dropped how many it leaves out for want of room
   */
  public record Written(String text, int items, int dropped, int tokens) {}

  private record Titled(String title, Item item) {}

  /**
   * Writes a prompt; the oldest items are dropped until it fits.
   *
   * @param history oldest first
   * @return empty where not even the newest item fits, or there is none
   */
  public Optional<Written> write(List<Item> history) {
    List<Titled> items = condenser.map(c -> condensed(history, c)).orElseGet(() -> plain(history));
    for (int from = 0; from < items.size(); from++) {
      String prompt = text.replace(PromptTemplate.HISTORY, list(items.subList(from, items.size())));
      int tokens = TokenEstimate.of(prompt);
      if (tokens <= maxTokens) {
        return Optional.of(new Written(prompt, items.size() - from, from, tokens));
      }
    }
    return Optional.empty();
  }

  private String list(List<Titled> items) {
    List<String> lines = new ArrayList<>();
    for (Titled titled : items) {
      lines.add(template.item().write(lines.size() + 1, titled.title(), titled.item()));
    }
    return String.join(" ", lines);
  }

  private static List<Titled> plain(List<Item> history) {
    return history.stream().map(item -> new Titled(item.title(), item)).toList();
  }

  /** Of what reads the same once condensed, the newest stays. */
  private static List<Titled> condensed(List<Item> history, Condenser condenser) {
    Set<String> seen = new HashSet<>();
    List<Titled> kept = new ArrayList<>();
    for (Item item : history.reversed()) {
      String title = condenser.condense(item.title());
      if (seen.add((title + "\n" + item.brand()).toLowerCase(Locale.ROOT))) {
        kept.add(new Titled(title, item));
      }
    }
    return kept.reversed();
  }
}
