package org.reland.cli.argo;

import java.time.Instant;
import java.util.Optional;

/**
 * A line that a step has printed.
 *
 * @param nodeId the node that the pod is
 * @param time when; empty for a message of the kubelet in place of a log
 */
public record LogLine(String nodeId, Optional<Instant> time, String text) {}
