package org.reland.cli.argo;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rendered pipeline. The controller gives it no status: only its runs tell that it is wrong.
 */
@Group(Argo.GROUP)
@Version(Argo.VERSION)
public final class WorkflowTemplate extends CustomResource<ObjectNode, Void> implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Override
  protected ObjectNode initSpec() {
    return JsonNodeFactory.instance.objectNode();
  }

  public String name() {
    return getMetadata().getName();
  }

  public Optional<String> label(String key) {
    return Workflow.value(getMetadata().getLabels(), key);
  }

  public Optional<String> annotation(String key) {
    return Workflow.value(getMetadata().getAnnotations(), key);
  }

  /** The parameters that a run may set, as they are declared. */
  public JsonNode parameters() {
    return getSpec().path("arguments").path("parameters");
  }

  /** What a run may begin with. */
  public Set<String> templates() {
    Set<String> names = new LinkedHashSet<>();
    getSpec().path("templates").forEach(template -> names.add(template.path("name").asString("")));
    return names;
  }
}
