package io.haloom.model.load;

/** Treats one keyword of the global section. */
@FunctionalInterface
interface GlobalWord {
  void parse(KeywordLine line) throws LineException;
}
