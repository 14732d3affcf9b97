package org.reland.kit.step;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a run hangs together with other runs of its store.
 *
 * @param taken results of earlier runs that stand in for nodes which this run does not have, by the
 *     node's name
 * @param given what later runs find, by the name in the store under which they do
 */
public record RunLinks(Map<String, Taken> taken, Map<String, Given> given) {
  public static final RunLinks NONE = new RunLinks(Map.of(), Map.of());

  public RunLinks {
    taken = new TreeMap<>(taken);
    given = new TreeMap<>(given);
  }

  /** A committed result: of a step, under a key. */
  public record Taken(String step, String key) {}

  /**
   * A result that outlives the run.
   *
   * @param node that writes it
   * @param artifact of the node's
   * @param with nodes whose results have to be read with it
   * @param seen version of the name when the run was planned
   * @param asOf instant up to which the run reads the data
   */
  public record Given(String node, String artifact, List<String> with, int seen, String asOf) {}
}
