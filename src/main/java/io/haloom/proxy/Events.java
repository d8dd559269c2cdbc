package io.haloom.proxy;

import io.haloom.model.ProxyConfig;

/** Where state changes are reported; the log package implements it. */
public interface Events {
  /** syslog levels (RFC 5424, 6.2.1). */
  int EMERG = 0;

  int ALERT = 1;
  int CRIT = 2;
  int ERR = 3;
  int WARNING = 4;
  int NOTICE = 5;
  int INFO = 6;
  int DEBUG = 7;

  /**
   * Sends to the proxy's log targets (the global ones when {@code proxy} is null).
   *
   * @param level 0 to 7
   */
  void send(ProxyConfig proxy, int level, String message);

  /** As {@link #send}, and on stderr too in HAProxy's {@code [WARNING]} form while it is open. */
  void warn(ProxyConfig proxy, int level, String message);

  /** To the global log targets, and on stderr too in HAProxy's {@code [NOTICE]} form. */
  void notice(String message, int level);

  /** On stderr alone, in HAProxy's {@code [WARNING]} form. */
  void warnOnly(String message);

  /** On stderr alone, in HAProxy's {@code [NOTICE]} form. */
  void noticeOnly(String message);

  /**
   * As {@link #send}, and on stderr too in HAProxy's {@code [ALERT]} form, where the wording
   * differs from the log's.
   */
  void alert(ProxyConfig proxy, int level, String message, String onStderr);
}
