package io.haloom.model.load.word;

import io.haloom.config.KeywordTable.Entry;

/** Why words are refused or without effect; each completes a sentence that starts with the word. */
public final class Refusals {
  public static final String NOT_YET = "is not there yet in 'mode http'";
  public static final String STICK = "needs stick tables, which Haloom does not have yet";
  public static final String LUA = "needs Lua, which Haloom does not have yet";
  public static final String DNS =
      "needs HAProxy's own DNS client, which Haloom does not have yet: leave it out, and the"
          + " system's resolver is used";
  public static final String PEERS = "needs peers, which Haloom does not have yet";
  public static final String MAILERS = "needs mailers, which Haloom does not have yet";
  public static final String CACHE = "needs the HTTP cache, which Haloom does not have yet";
  public static final String COMPRESSION = "needs compression, which Haloom does not have yet";
  public static final String FILTERS = "needs filters, which Haloom does not have yet";
  public static final String FASTCGI = "needs FastCGI, which Haloom does not have yet";
  public static final String NAMESPACE =
      "needs network namespaces, which a JVM cannot change: start Haloom inside the namespace";
  static final String QUIC = "needs QUIC, which Haloom does not have yet";
  public static final String KERNEL = "is without effect in a JVM";
  public static final String THREADS =
      "is without effect: Haloom runs one event loop per thread of nbthread, each on a CPU of its"
          + " own while it is busy where there are as many";

  private Refusals() {}

  /**
   * The note of words that concern what is not there, and do nothing with HAProxy alone, either.
   */
  public static String unused(String feature) {
    return "of " + feature + ", which nothing uses: words that would are refused";
  }

  /** The sentence for a word that is refused. */
  public static String refused(Entry<?> entry) {
    return "'" + entry.word() + "' " + entry.note() + ".";
  }
}
