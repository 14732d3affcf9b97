package org.reland.workflows.forecast;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reland.kit.error.BadDataException;
import org.reland.kit.error.ConfigurationException;
import org.reland.kit.error.UsageException;

/**
 * How much may be asked of a language model.
 *
 * @param amount of that
 */
public record ModelBudget(double amount, Unit unit) {
  private static final Pattern FORM =
      Pattern.compile("(\\d+(?:\\.\\d+)?)([kM]?) ?(requests|tokens|)");

  /** Of what. */
  public enum Unit {
    REQUESTS,
    /** In and out together. */
    TOKENS,
    MONEY;

    private String word() {
      return this == MONEY ? "" : " " + name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads one: {@code 2000 requests}, {@code 2.5M tokens}, or a sum of money.
   *
   * @throws UsageException where it is something else, or a sum without a price
   */
  public static ModelBudget of(String text, Optional<Price> price) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new UsageException(
          "--budget '%s': must be like '2000 requests', '2.5M tokens' or, with --price, a sum like 20"
              .formatted(text));
    }
    double factor =
        switch (matcher.group(2)) {
          case "k" -> 1e3;
          case "M" -> 1e6;
          default -> 1;
        };
    Unit unit =
        switch (matcher.group(3)) {
          case "requests" -> Unit.REQUESTS;
          case "tokens" -> Unit.TOKENS;
          default -> Unit.MONEY;
        };
    if (unit == Unit.MONEY && price.isEmpty()) {
      throw new UsageException("--budget without a unit is a sum: give the model's --price, too");
    }
    return new ModelBudget(Double.parseDouble(matcher.group(1)) * factor, unit);
  }

  /**
   * Passes where what a language model would be asked stays within it, whoever answers now.
   *
   * @throws ConfigurationException where it does not
   * @throws BadDataException where nobody can tell yet
   */
  public void check(ModelDemand asking, Optional<Price> price) {
    if (asking.requests().isEmpty()) {
      throw new BadDataException(
          "what would be asked is not known before the data are read: reland run --until sample, and plan again (or set sample.size)");
    }
    long in = asking.tokensIn().orElseThrow();
    long out = asking.tokensOut().orElseThrow();
    double expected =
        switch (unit) {
          case REQUESTS -> asking.requests().getAsLong();
          case TOKENS -> in + out;
          case MONEY -> price.orElseThrow().of(in, out);
        };
    if (expected > amount) {
      throw new ConfigurationException(
          "over the budget: a language model would be asked for %s%s, and %s may be. Fewer seeds (sample.size, sample.fraction), shorter prompts (prompt.max_items), or more money"
              .formatted(shown(expected), unit.word(), shown(amount)));
    }
  }

  private String shown(double value) {
    return unit == Unit.MONEY ? Price.shown(value) : String.format(Locale.ROOT, "%,.0f", value);
  }
}
