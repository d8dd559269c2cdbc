package io.haloom.admin;

/** A command cannot be done; the message is what the client is told, line end included. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CommandException(String message) {
    super(message, null, false, false);
  }
}
