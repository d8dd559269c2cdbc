package io.haloom.sample;

/** A compiled log-format string; immutable. */
public interface LogFormat {

  /**
   * Appends the rendered text, a character for each byte: what reads it back turns characters into
   * bytes one by one (ISO 8859-1).
   */
  void render(SampleContext context, ByteText into);

  /** The rendered text, a character for each byte. */
  default String text(SampleContext context) {
    ByteText into = context.takeText();
    render(context, into);
    String text = into.toString();
    context.giveText(into);
    return text;
  }

  /** The text it was compiled from. */
  String source();

  /**
   * Whether it tells something that is only known when the session has ended; else its line can be
   * written as soon as the server is connected.
   */
  default boolean needsEnd() {
    return true;
  }

  /** Whether it tells the address the server was connected from. */
  default boolean needsServerSide() {
    return false;
  }
}
