package io.haloom.model.load.draft;

import io.haloom.model.Timeouts;
import java.util.Map;

/** The names that {@code timeout} takes, and the side of a proxy each belongs to. */
public enum TimeoutName {
  CONNECT("connect", false, true),
  CLIENT("client", true, false),
  SERVER("server", false, true),
  CLIENT_FIN("client-fin", true, false),
  SERVER_FIN("server-fin", false, true),
  TUNNEL("tunnel", false, true),
  QUEUE("queue", false, true),
  CHECK("check", false, true),
  HTTP_REQUEST("http-request", true, true),
  HTTP_KEEP_ALIVE("http-keep-alive", true, true),
  TARPIT("tarpit", true, true);

  private final String word;
  private final boolean frontend;
  private final boolean backend;

  TimeoutName(String word, boolean frontend, boolean backend) {
    this.word = word;
    this.frontend = frontend;
    this.backend = backend;
  }

  public String word() {
    return word;
  }

  /** Whether it means something to a section with these sides. */
  public boolean fits(boolean hasFrontend, boolean hasBackend) {
    return frontend && hasFrontend || backend && hasBackend;
  }

  /** The side it needs, for messages. */
  public String side() {
    return backend ? "backend" : "frontend";
  }

  /** The timeout of that name, or null. */
  public static TimeoutName of(String word) {
    for (TimeoutName name : values()) {
      if (name.word.equals(word)) {
        return name;
      }
    }
    return null;
  }

  public static Timeouts build(Map<TimeoutName, Integer> values) {
    return new Timeouts(
        values.getOrDefault(CONNECT, 0),
        values.getOrDefault(CLIENT, 0),
        values.getOrDefault(SERVER, 0),
        values.getOrDefault(CLIENT_FIN, 0),
        values.getOrDefault(SERVER_FIN, 0),
        values.getOrDefault(TUNNEL, 0),
        values.getOrDefault(QUEUE, 0),
        values.getOrDefault(CHECK, 0),
        new Timeouts.Http(
            values.getOrDefault(HTTP_REQUEST, 0),
            values.getOrDefault(HTTP_KEEP_ALIVE, 0),
            values.getOrDefault(TARPIT, 0)));
  }
}
