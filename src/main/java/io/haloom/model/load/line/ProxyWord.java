package io.haloom.model.load.line;

import io.haloom.model.load.word.LineException;

/** Treats one keyword of a defaults, frontend, backend or listen section. */
@FunctionalInterface
public interface ProxyWord {
  void parse(ProxyLine line) throws LineException;
}
