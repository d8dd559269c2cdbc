package io.haloom.proxy;

import io.haloom.model.ProxyConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Defects of ours that a session, a check or a service ran into. It ends what met them and nothing
 * else, and each is told once, however often it is met: whoever can cause one must not fill a log.
 * Safe from any thread.
 */
public final class Defects {
  private static final int MOST_TOLD = 1000;

  private final Events events;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  Defects(Events events) {
    this.events = events;
  }

  /**
   * Tells of one.
   *
   * @param proxy whose log it belongs to, or null for the global one
   * @param where what met it, as {@code session 12}
   */
  public void met(ProxyConfig proxy, String where, Throwable defect) {
    if (!isNews(defect)) {
      return;
    }
    StringWriter trace = new StringWriter();
    defect.printStackTrace(new PrintWriter(trace));
    String text = "Internal error in " + where + ": " + trace;
    String line = text.replaceAll("\\s*\\R\\s*", " | ");
    if (proxy == null) {
      events.notice(line, Events.CRIT);
    } else {
      events.warn(proxy, Events.CRIT, line);
    }
  }

  /** By its kind and place; its words may be a client's. */
  private boolean isNews(Throwable defect) {
    StackTraceElement[] trace = defect.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    return told.size() < MOST_TOLD && told.add(defect.getClass().getName() + place);
  }
}
