package io.haloom.sample;

/** A compiled log-format string; immutable. */
public interface LogFormat {

  /** Appends the rendered text. */
  void render(SampleContext context, StringBuilder into);

  /** The text it was compiled from. */
  String source();
}
