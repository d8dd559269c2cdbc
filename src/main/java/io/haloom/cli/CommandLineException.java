package io.haloom.cli;

/** A command line that cannot be followed; the process ends with status 1. */
public final class CommandLineException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean usage;

  private CommandLineException(String message, boolean usage) {
    super(message);
    this.usage = usage;
  }

  /** One that the list of options answers, after {@code message} where it is not null. */
  static CommandLineException usage(String message) {
    return new CommandLineException(message, true);
  }

  /** One that {@code message} answers. */
  static CommandLineException refused(String message) {
    return new CommandLineException(message, false);
  }

  /** Whether the list of options is to be printed. */
  public boolean showsUsage() {
    return usage;
  }
}
