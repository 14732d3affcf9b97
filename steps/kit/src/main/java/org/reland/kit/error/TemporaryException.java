package org.reland.kit.error;

/** Something outside failed that may work later, a full disk included (EX_TEMPFAIL, 75). */
public final class TemporaryException extends UserError {
  private static final long serialVersionUID = 1L;

  public TemporaryException(String message) {
    super(message);
  }

  public TemporaryException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return 75;
  }
}
