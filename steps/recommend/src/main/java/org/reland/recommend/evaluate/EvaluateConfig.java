package org.reland.recommend.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.reland.kit.config.Checked;
import org.reland.kit.config.Setting;

/** At which cut-offs models are measured. */
public record EvaluateConfig(
    @Setting(value = "values of k of NDCG@k and HR@k, ascending", fallback = "5,10,20")
        List<String> cutoffs)
    implements Checked {

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    int before = 0;
    for (String cutoff : cutoffs) {
      if (!cutoff.matches("[1-9][0-9]{0,3}") || Integer.parseInt(cutoff) <= before) {
        problems.add(
            "evaluate.cutoffs is %s: whole numbers from 1 to 9999 are allowed, ascending"
                .formatted(cutoffs));
        return problems;
      }
      before = Integer.parseInt(cutoff);
    }
    if (cutoffs.isEmpty()) {
      problems.add("evaluate.cutoffs is empty: give at least one, for example 10");
    }
    return problems;
  }

  int[] values() {
    return cutoffs.stream().mapToInt(Integer::parseInt).toArray();
  }
}
