package org.reland.cli.argo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the controller says of a cron workflow: nothing at all until it has taken it up. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CronStatus(
    @Nullable String phase,
    @Nullable Instant lastScheduledTime,
    @Nullable List<Reference> active,
    @Nullable Integer succeeded,
    @Nullable Integer failed,
    @Nullable List<Condition> conditions) {
  public static final CronStatus NONE = new CronStatus(null, null, null, null, null, null);

  /** A child that runs. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Reference(@Nullable String name) {}

  /** Conditions that say that something is wrong: {@code SpecError}, {@code SubmissionError}. */
  public List<Condition> errors() {
    return conditions == null
        ? List.of()
        : conditions.stream().filter(c -> c.isTrue() && c.type().endsWith("Error")).toList();
  }
}
