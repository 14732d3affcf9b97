package org.reland.cli.argo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A named statement of the controller that holds or does not. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Condition(String type, String status, @Nullable String message) {
  public boolean isTrue() {
    return status.equals("True");
  }
}
