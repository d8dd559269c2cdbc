package io.haloom.stream;

import io.haloom.log.AccessLog;
import io.haloom.model.ProxyConfig;

/** When a stream's line is written, and whether it is. */
public final class StreamLog {
  /** No rule set a level. */
  private static final int NO_LEVEL = -2;

  private final Stream stream;
  private final AccessLog lines;
  private int level = NO_LEVEL;

  /** Whether there is something to tell of yet. */
  private boolean begun;

  private boolean logged;

  StreamLog(Stream stream) {
    this.stream = stream;
    this.lines = stream.services().accessLog(stream.frontend(), stream.frontendPlan());
  }

  /** Where its line goes. */
  AccessLog lines() {
    return lines;
  }

  /** Syslog level that a rule set for its line, -1 for none at all. */
  int level() {
    return level;
  }

  public void level(int set) {
    level = set;
  }

  /** From here on the session counts as one, and is logged; in HTTP mode each of its requests. */
  public void begins() {
    begun = true;
    if (stream.frontendConfig().mode() != ProxyConfig.Mode.HTTP) {
      requestRead();
    }
  }

  /** A request could be read, or a connection of TCP mode is a session. */
  public void requestRead() {
    if (lines.isDueAtStart()) {
      lines.began(stream.context());
    }
  }

  /** The server's connection stands, which may be when the session is logged. */
  public void connected() {
    if (!lines.isEarly()) {
      return;
    }
    try {
      logged = lines.connected(stream.context());
    } catch (RuntimeException | Error e) {
      defect(e);
    }
  }

  /** The session, or the request, is over. */
  public void ended() {
    if (!begun || logged) {
      return;
    }
    try {
      lines.ended(stream.context());
    } catch (RuntimeException | Error e) {
      defect(e);
    }
  }

  /** A line that cannot be written is no reason to end what it tells of. */
  private void defect(Throwable e) {
    logged = true;
    stream.services().internalError(stream.session(), e);
  }

  /** Nothing is to be logged until {@link #requestBegins}: a request may never come. */
  void waits() {
    begun = false;
  }

  /** Another request comes on a connection that carried one. */
  public void requestBegins() {
    begun = true;
  }
}
