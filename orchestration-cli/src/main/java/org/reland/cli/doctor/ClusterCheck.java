package org.reland.cli.doctor;

import java.util.List;
import org.reland.cli.argo.ApiException;

/** One thing that a run needs. */
interface ClusterCheck {
  /** What is looked at, in a word or two. */
  String subject();

  /**
   * Looks.
   *
   * @throws ApiException where the server refuses to show it
   */
  List<Finding> look(Installation installation);
}
