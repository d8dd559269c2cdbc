package io.haloom.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Where a fetch takes its sample from, which decides where it may be used. */
public enum Source {
  CONSTANT("", all()),
  INTERNAL("internal state", except(Checkpoint.CONFIGURATION)),
  LISTENER("listener", sessionLong(Checkpoint.FRONTEND_CONNECTION)),
  FRONTEND("frontend", sessionLong(Checkpoint.FRONTEND_CONNECTION)),
  CLIENT_ADDRESS(
      "client address", plus(sessionLong(Checkpoint.FRONTEND_CONNECTION), Checkpoint.CHECK)),
  CLIENT_CONNECTION("client-side connection", sessionLong(Checkpoint.FRONTEND_SESSION)),
  TRACKED("track counters", sessionLong(Checkpoint.FRONTEND_CONNECTION)),
  REQUEST_BUFFER(
      "request buffer", EnumSet.range(Checkpoint.FRONTEND_CONTENT, Checkpoint.SERVER_SOURCE)),
  REQUEST_HEADERS(
      "HTTP request headers", EnumSet.range(Checkpoint.FRONTEND_CONTENT, Checkpoint.SERVER_SOURCE)),
  REQUEST("HTTP request", sessionLong(Checkpoint.FRONTEND_CONTENT)),
  REQUEST_BODY(
      "HTTP request body",
      EnumSet.range(Checkpoint.FRONTEND_HTTP_REQUEST_BODY, Checkpoint.SERVER_SOURCE)),
  BACKEND("backend", plus(sessionLong(Checkpoint.BACKEND_CONTENT), Checkpoint.CHECK)),
  SERVER("server", plus(sessionLong(Checkpoint.SERVER_SOURCE), Checkpoint.CHECK)),
  SERVER_ADDRESS(
      "server address", plus(sessionLong(Checkpoint.BACKEND_RESPONSE), Checkpoint.CHECK)),
  SERVER_CONNECTION(
      "server-side connection", plus(sessionLong(Checkpoint.BACKEND_RESPONSE), Checkpoint.CHECK)),
  RESPONSE_BUFFER("response buffer", response(Checkpoint.BACKEND_RESPONSE)),
  RESPONSE_HEADERS("HTTP response headers", response(Checkpoint.BACKEND_RESPONSE)),
  RESPONSE("HTTP response", plus(sessionLong(Checkpoint.BACKEND_RESPONSE), Checkpoint.CHECK)),
  RESPONSE_BODY("HTTP response body", response(Checkpoint.BACKEND_HTTP_RESPONSE_BODY)),
  REQUEST_END("request buffer statistics", EnumSet.of(Checkpoint.LOG)),
  RESPONSE_END("response buffer statistics", EnumSet.of(Checkpoint.LOG)),
  TRANSACTION_END("transaction statistics", EnumSet.of(Checkpoint.LOG)),
  SESSION_END("session statistics", EnumSet.of(Checkpoint.LOG));

  /** What came, before it is known to be a message of HTTP. */
  public static final Set<Source> BYTES =
      Collections.unmodifiableSet(EnumSet.of(REQUEST_BUFFER, RESPONSE_BUFFER));

  /** Messages of HTTP. */
  public static final Set<Source> MESSAGES =
      Collections.unmodifiableSet(
          EnumSet.of(
              REQUEST_HEADERS, REQUEST, REQUEST_BODY, RESPONSE_HEADERS, RESPONSE, RESPONSE_BODY));

  private final String phrase;
  private final Set<Checkpoint> places;

  Source(String phrase, Set<Checkpoint> places) {
    this.phrase = phrase;
    this.places = places;
  }

  /** Where fetches of this source may be used. */
  public Set<Checkpoint> places() {
    return places;
  }

  /** The names of the sources as messages list them. */
  public static String phrase(Set<Source> sources) {
    List<String> names = new ArrayList<>();
    for (Source source : sources) {
      names.add(source.phrase);
    }
    return String.join(",", names);
  }

  private static Set<Checkpoint> all() {
    return EnumSet.allOf(Checkpoint.class);
  }

  private static Set<Checkpoint> except(Checkpoint one) {
    return EnumSet.complementOf(EnumSet.of(one));
  }

  /** From {@code first} until the session is logged. */
  private static Set<Checkpoint> sessionLong(Checkpoint first) {
    return EnumSet.range(first, Checkpoint.LOG);
  }

  private static Set<Checkpoint> response(Checkpoint first) {
    return plus(EnumSet.range(first, Checkpoint.FRONTEND_HTTP_RESPONSE_BODY), Checkpoint.CHECK);
  }

  private static Set<Checkpoint> plus(Set<Checkpoint> places, Checkpoint one) {
    Set<Checkpoint> more = EnumSet.copyOf(places);
    more.add(one);
    return more;
  }
}
