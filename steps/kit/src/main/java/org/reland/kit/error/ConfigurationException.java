package org.reland.kit.error;

/** The configuration is wrong (EX_CONFIG, 78). Trying again cannot help. */
public final class ConfigurationException extends UserError {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }

  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public int exitCode() {
    return 78;
  }
}
