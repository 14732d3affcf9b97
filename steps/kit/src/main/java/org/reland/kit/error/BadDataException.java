package org.reland.kit.error;

/** The input is wrong (EX_DATAERR, 65). Trying again cannot help. */
public final class BadDataException extends UserError {
  private static final long serialVersionUID = 1L;

  public BadDataException(String message) {
    super(message);
  }

  public BadDataException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return 65;
  }
}
