package io.haloom.admin;

import io.haloom.log.LogRing;
import io.haloom.model.ProxyConfig;
import io.haloom.model.ServerConfig;
import java.util.List;
import java.util.Map;

/** What commands need of the program that runs the proxies. */
public interface ProgramServices {

  /** The environment as the configuration left it ({@code show env}). */
  Map<String, String> environment();

  /** What was logged last, by the name of the ring ({@code show events}). */
  Map<String, LogRing> rings();

  /** What was said on stderr while starting, line ends included ({@code show startup-logs}). */
  String startupLogs();

  /**
   * Reads the words of {@code add server}.
   *
   * @param backend where it is to be added
   * @param words name, address and what follows, as on a server line
   * @param messages takes warnings, and the errors when there are any, each with its line end
   * @return the server, or null when a word is wrong
   */
  ServerConfig parseServer(ProxyConfig backend, List<String> words, StringBuilder messages);
}
