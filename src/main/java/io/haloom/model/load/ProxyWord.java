package io.haloom.model.load;

/** Treats one keyword of a defaults, frontend, backend or listen section. */
@FunctionalInterface
interface ProxyWord {
  void parse(ProxyLine line) throws LineException;
}
