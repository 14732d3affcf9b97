package org.reland.cli.argo;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A rhythm in which the pipeline, or a part of it, is run. */
@Group(Argo.GROUP)
@Version(Argo.VERSION)
public final class CronWorkflow extends CustomResource<ObjectNode, CronStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
  private static final Duration A_MOMENT = Duration.ofSeconds(30);

  @Override
  protected ObjectNode initSpec() {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  protected @Nullable CronStatus initStatus() {
    return null; // the controller's to write
  }

  public CronStatus state() {
    return Optional.ofNullable(getStatus()).orElse(CronStatus.NONE);
  }

  public String name() {
    return getMetadata().getName();
  }

  public List<String> schedules() {
    return getSpec().path("schedules").valueStream().map(each -> each.asString("")).toList();
  }

  /** IANA name; empty where the controller's own zone holds. */
  public Optional<String> timezone() {
    return getSpec().path("timezone").asStringOpt().filter(zone -> !zone.isEmpty());
  }

  public boolean suspended() {
    return getSpec().path("suspend").asBoolean(false);
  }

  /**
   * Whether the controller has had the time to take it up, and has not: where it refuses one, it
   * says so in its log only.
   */
  public boolean isRefused(Instant now) {
    boolean accepted =
        Workflow.value(getMetadata().getAnnotations(), Argo.LAST_USED_SCHEDULE).isPresent();
    String created = getMetadata().getCreationTimestamp();
    return !accepted && created != null && Instant.parse(created).plus(A_MOMENT).isBefore(now);
  }
}
