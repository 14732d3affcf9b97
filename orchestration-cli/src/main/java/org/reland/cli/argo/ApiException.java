package org.reland.cli.argo;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The server refused something, or was not reached. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** In place of an HTTP status where there was no answer. */
  public static final int UNREACHED = -1;

  /** In place of an HTTP status where the server's or our own certificate was not accepted. */
  public static final int UNTRUSTED = -2;

  private static final Set<Integer> TEMPORARY = Set.of(UNREACHED, 408, 429, 500, 502, 503, 504);

  private final int status;
  private final String what;

  /**
   * A failure.
   *
   * @param status HTTP status, {@link #UNREACHED} or {@link #UNTRUSTED}
   * @param what what was asked for, such as {@code get workflow x}
   * @param message what the server said
   */
  public ApiException(int status, String what, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.what = what;
  }

  public ApiException(int status, String what, String message) {
    super(message);
    this.status = status;
    this.what = what;
  }

  public int status() {
    return status;
  }

  public String what() {
    return what;
  }

  public boolean notFound() {
    return status == 404;
  }

  /** There is one of that name already, or somebody else changed it meanwhile. */
  public boolean conflict() {
    return status == 409;
  }

  /** The server no longer knows the version that a watch wants to go on from. */
  public boolean gone() {
    return status == 410;
  }

  /** Whether asking again may help. */
  public boolean temporary() {
    return TEMPORARY.contains(status);
  }
}
