package io.haloom.model.load.line;

import io.haloom.model.load.word.LineException;

/**
 * Treats one word in the middle of a line, such as {@code weight} on a server line.
 *
 * @param <D> what the line builds
 */
@FunctionalInterface
public interface LineWord<D> {

  /**
   * Treats the word at {@code at}.
   *
   * @return the index of the first word that is not its own
   */
  int parse(KeywordLine line, int at, D draft) throws LineException;
}
