package io.haloom.admin;

import io.haloom.log.LogRing;
import java.util.Map;

/** What commands need of the program that runs the proxies. */
public interface ProgramServices {

  /** The environment as the configuration left it ({@code show env}). */
  Map<String, String> environment();

  /** What was logged last, by the name of the ring ({@code show events}). */
  Map<String, LogRing> rings();

  /** What was said on stderr while starting, line ends included ({@code show startup-logs}). */
  String startupLogs();
}
