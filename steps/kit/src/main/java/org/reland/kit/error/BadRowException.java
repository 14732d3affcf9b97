package org.reland.kit.error;

/** A row that cannot be read (65). The rows after it can. */
public final class BadRowException extends UserError {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * Of a row.
   *
   * @param place where it is
   * @param reason what is wrong with it, the same for all rows with which the same is wrong
   * @param what the reason with the values of this row
   */
  public BadRowException(String place, String reason, String what) {
    super(place + ": " + what);
    this.reason = reason;
  }

  /** What is wrong, without the values of this row. */
  public String reason() {
    return reason;
  }

  @Override
  public int exitCode() {
    return 65;
  }
}
