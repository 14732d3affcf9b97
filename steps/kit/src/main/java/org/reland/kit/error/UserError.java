package org.reland.kit.error;

/**
 * An error that the person who started the run can mend: the message says what was wrong, where,
 * what is allowed and what to do. It is shown without a stack trace. Anything else that is thrown
 * is a defect and keeps its trace.
 */
public abstract sealed class UserError extends RuntimeException
    permits BadDataException,
        BadRowException,
        ConfigurationException,
        TemporaryException,
        UsageException {
  private static final long serialVersionUID = 1L;

  UserError(String message, Throwable cause) {
    super(message, cause);
  }

  UserError(String message) {
    super(message);
  }

  /** The process exit code (sysexits) by which a scheduler decides whether to try again. */
  public abstract int exitCode();
}
