package org.reland.cli.argo;

import java.util.Map;

/**
 * What is said to a node that waits for somebody.
 *
 * @param accepted no lets the node fail
 * @param message kept at the node
 * @param outputs values of its output parameters
 */
public record Answer(boolean accepted, String message, Map<String, String> outputs) {
  Phase phase() {
    return accepted ? Phase.SUCCEEDED : Phase.FAILED;
  }
}
