package io.haloom.model.load.word;

/** A line of the configuration that cannot be used; the next ones are read nevertheless. */
public final class LineException extends Exception {
  private static final long serialVersionUID = 1;

  /** How the message is introduced. HAProxy knows several ways, and tools compare whole lines. */
  public enum Form {
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

  public LineException(String message) {
    this(message, Form.SPACED);
  }

  public LineException(String message, Form form) {
    super(message, null, false, false);
    this.form = form;
  }

  public static LineException tight(String message) {
    return new LineException(message, Form.TIGHT);
  }

  public static LineException object(String message) {
    return new LineException(message, Form.OBJECT);
  }

  /** Whether it names no line. */
  public boolean isBare() {
    return form == Form.BARE;
  }

  /** The whole text for a line at {@code location}. */
  public String text(String location) {
    return switch (form) {
      case SPACED -> "parsing [" + location + "] : " + getMessage();
      case TIGHT -> "parsing [" + location + "]: " + getMessage();
      case OBJECT -> "[" + location + "] : " + getMessage();
      case BARE -> getMessage();
    };
  }
}
