package org.reland.behavior.sample;

import java.util.ArrayList;
import java.util.List;
import org.reland.kit.artifact.Seed;
import org.reland.kit.config.Checked;
import org.reland.kit.config.Setting;

/** Configuration of {@link SampleStep}. */
public record SampleConfig(
    @Setting(
            value =
                "adaptive (the paper's: representative and important users in turn), uniform, or"
                    + " fixed (the users named in a file)",
            fallback = "adaptive",
            oneOf = {"adaptive", "uniform", "fixed"})
        String strategy,
    @Setting(
            value = "number of seed users; 0: the fraction of the users below",
            fallback = "0",
            min = 0)
        int size,
    @Setting(
            value = "seed users per user where their number is not given, rounded down",
            fallback = "0.1",
            min = 0,
            max = 1)
        double fraction,
    @Setting(
            value =
                "for the strategy fixed: JSON Lines with user_id (strategy, where it is there, is"
                    + " kept), or a raw user id a line; uniform draws as many as a file names"
                    + " where size is 0",
            fallback = "",
            file = true)
        String file)
    implements Checked {

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (strategy.equals("fixed") && file.isEmpty()) {
      problems.add(
          "file: must be the path of the file that names the seed users where strategy is fixed");
    }
    return problems;
  }

  /** |S| for so many users, at least one. */
  public int sizeOf(int users) {
    return size > 0 ? size : Seed.count(fraction, users);
  }
}
