package io.haloom.proxy;

import io.haloom.model.ProxyConfig;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was reported, each as {@code level text} with the level's syslog name. */
public final class RecordedEvents implements Events {
  private static final String[] LEVELS = {
    "emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"
  };

  private final List<String> lines = new ArrayList<>();

  @Override
  public synchronized void send(ProxyConfig proxy, int level, String message) {
    lines.add(LEVELS[level] + " " + message);
  }

  @Override
  public void warn(ProxyConfig proxy, int level, String message) {
    send(proxy, level, message);
  }

  @Override
  public void notice(String message, int level) {
    send(null, level, message);
  }

  @Override
  public synchronized void warnOnly(String message) {
    lines.add("console " + message);
  }

  @Override
  public synchronized void noticeOnly(String message) {
    lines.add("console notice " + message);
  }

  @Override
  public void alert(ProxyConfig proxy, int level, String message, String onStderr) {
    send(proxy, level, message);
  }

  /** What came since the last call. */
  public synchronized List<String> take() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }
}
