package io.haloom.config;

/**
 * Parses the lines of one kind of section. The line that opens the section comes first. Reports
 * what is wrong to the diagnostics and goes on, so that no error hides the next.
 */
@FunctionalInterface
public interface SectionParser {

  void parse(Line line);

  /** The section is over: another begins, or the file ends. */
  default void end() {}
}
