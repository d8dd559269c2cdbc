package io.haloom.log;

import io.haloom.model.ProxyConfig;
import io.haloom.proxy.Events;
import java.util.function.BiConsumer;

/** Sends events (state changes, starts and stops) to the log targets of those they are about. */
public final class EventLog implements Events {
  private final Loggers loggers;
  private final BiConsumer<Integer, String> console;

  /**
   * @param console is told of warnings and alerts too: a syslog level that says which, and the
   *     text, as long as anyone looks at it
   */
  public EventLog(Loggers loggers, BiConsumer<Integer, String> console) {
    this.loggers = loggers;
    this.console = console;
  }

  @Override
  public void send(ProxyConfig proxy, int level, String message) {
    boolean own = proxy != null && proxy.logging() != null;
    String tag = own && proxy.logging().tag() != null ? proxy.logging().tag() : loggers.tag();
    LogMessage log = LogMessage.ofText(level, tag, message);
    for (Logger logger : own ? loggers.of(proxy.logging()) : loggers.ofGlobal()) {
      logger.log(log);
    }
  }

  @Override
  public void warn(ProxyConfig proxy, int level, String message) {
    warnOnly(message);
    send(proxy, level, message);
  }

  @Override
  public void notice(String message, int level) {
    console.accept(NOTICE, message);
    send(null, level, message);
  }

  @Override
  public void warnOnly(String message) {
    console.accept(WARNING, message);
  }

  @Override
  public void noticeOnly(String message) {
    console.accept(NOTICE, message);
  }

  @Override
  public void alert(ProxyConfig proxy, int level, String message, String onStderr) {
    console.accept(ALERT, onStderr);
    send(proxy, level, message);
  }
}
