package io.haloom.model.load;

/** A line of the configuration that cannot be used; the next ones are read nevertheless. */
final class LineException extends Exception {
  private static final long serialVersionUID = 1;

  /** How the message is introduced. HAProxy knows several ways, and tools compare whole lines. */
  enum Form {
    /** {@code parsing [file:line] : message}. */
    SPACED,
    /** {@code parsing [file:line]: message}. */
    TIGHT,
    /** {@code [file:line] : message}. */
    OBJECT,
    /** As it is. */
    BARE
  }

  private final transient Form form;

  LineException(String message) {
    this(message, Form.SPACED);
  }

  LineException(String message, Form form) {
    super(message, null, false, false);
    this.form = form;
  }

  static LineException tight(String message) {
    return new LineException(message, Form.TIGHT);
  }

  static LineException object(String message) {
    return new LineException(message, Form.OBJECT);
  }

  /** The whole text for a line at {@code location}. */
  String text(String location) {
    return switch (form) {
      case SPACED -> "parsing [" + location + "] : " + getMessage();
      case TIGHT -> "parsing [" + location + "]: " + getMessage();
      case OBJECT -> "[" + location + "] : " + getMessage();
      case BARE -> getMessage();
    };
  }
}
