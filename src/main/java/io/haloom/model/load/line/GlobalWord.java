package io.haloom.model.load.line;

import io.haloom.model.load.word.LineException;

/** Treats one keyword of the global section. */
@FunctionalInterface
public interface GlobalWord {
  void parse(KeywordLine line) throws LineException;
}
