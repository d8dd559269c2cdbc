package io.haloom.model.load;

import io.haloom.config.KeywordTable.Entry;

/** Why words are refused or without effect; each completes a sentence that starts with the word. */
final class Refusals {
  static final String TLS =
      "needs TLS, which Haloom does not have yet: terminate TLS in front of it or behind it";
  static final String TLS_UNUSED = "is without effect: Haloom does not have TLS yet";
  static final String NOT_YET = "is not there yet in 'mode http'";
  static final String H2 = "needs HTTP/2, which Haloom does not have yet";
  static final String STICK = "needs stick tables, which Haloom does not have yet";
  static final String LUA = "needs Lua, which Haloom does not have yet";
  static final String LUA_UNUSED = "is without effect: Haloom does not have Lua yet";
  static final String DNS =
      "needs HAProxy's own DNS client, which Haloom does not have yet: leave it out, and the"
          + " system's resolver is used";
  static final String PEERS = "needs peers, which Haloom does not have yet";
  static final String MAILERS = "needs mailers, which Haloom does not have yet";
  static final String CACHE = "needs the HTTP cache, which Haloom does not have yet";
  static final String COMPRESSION = "needs compression, which Haloom does not have yet";
  static final String FILTERS = "needs filters, which Haloom does not have yet";
  static final String FASTCGI = "needs FastCGI, which Haloom does not have yet";
  static final String NAMESPACE =
      "needs network namespaces, which a JVM cannot change: start Haloom inside the namespace";
  static final String QUIC = "needs QUIC, which Haloom does not have yet";
  static final String KERNEL = "is without effect in a JVM";
  static final String THREADS =
      "is without effect: Haloom runs one event loop per thread of nbthread, each on a CPU of its own"
          + " while it is busy where there are as many";

  private Refusals() {}

  /** The sentence for a word that is refused. */
  static String refused(Entry<?> entry) {
    return "'" + entry.word() + "' " + entry.note() + ".";
  }
}
