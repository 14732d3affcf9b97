package org.reland.cli.argo;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One run of the pipeline. What we do not read of its specification stays a tree: the generated
 * classes of Argo's full definition are two thousand.
 */
@Group(Argo.GROUP)
@Version(Argo.VERSION)
public final class Workflow extends CustomResource<ObjectNode, WorkflowStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Override
  protected ObjectNode initSpec() {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  protected @Nullable WorkflowStatus initStatus() {
    return null; // the controller's to write
  }

  /** What the controller has said so far; {@link WorkflowStatus#NONE} before it has. */
  public WorkflowStatus state() {
    return Optional.ofNullable(getStatus()).orElse(WorkflowStatus.NONE);
  }

  public String name() {
    return getMetadata().getName();
  }

  public Optional<String> label(String key) {
    return value(getMetadata().getLabels(), key);
  }

  public Optional<String> annotation(String key) {
    return value(getMetadata().getAnnotations(), key);
  }

  static Optional<String> value(@Nullable Map<String, String> map, String key) {
    return map == null ? Optional.empty() : Optional.ofNullable(map.get(key));
  }
}
