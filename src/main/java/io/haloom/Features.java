package io.haloom;

import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The features HAProxy 2.6 can be built with, and which of them are here. {@code -vv} lists them,
 * and {@code feature(...)} in a configuration asks for them.
 */
public final class Features {
  private static final Set<String> PRESENT =
      Set.of(
          "ACCEPT4",
          "EPOLL",
          "GETADDRINFO",
          "LINUX_TPROXY",
          "RT",
          "SYSTEMD",
          "TFO",
          "THREAD",
          "TPROXY");

  private static final Set<String> ABSENT =
      Set.of(
          "51DEGREES",
          "BACKTRACE",
          "CLOSEFROM",
          "CPU_AFFINITY",
          "CRYPT_H",
          "DEVICEATLAS",
          "DL",
          "ENGINE",
          "EVPORTS",
          "KQUEUE",
          "LIBCRYPT",
          "LINUX_SPLICE",
          "LUA",
          "MEMORY_PROFILING",
          "NETFILTER",
          "NS",
          "OBSOLETE_LINKER",
          "OPENSSL",
          "OT",
          "PCRE",
          "PCRE2",
          "PCRE2_JIT",
          "PCRE_JIT",
          "POLL",
          "PRCTL",
          "PROCCTL",
          "PROMEX",
          "QUIC",
          "SLZ",
          "STATIC_PCRE",
          "STATIC_PCRE2",
          "THREAD_DUMP",
          "WURFL",
          "ZLIB");

  private Features() {}

  /** The names of those that are here. */
  public static Set<String> present() {
    return PRESENT;
  }

  /** All of them by name, each with {@code +} or {@code -} before it. */
  static String list() {
    TreeMap<String, String> signs = new TreeMap<>();
    PRESENT.forEach(name -> signs.put(name, "+" + name));
    ABSENT.forEach(name -> signs.put(name, "-" + name));
    return signs.values().stream().collect(Collectors.joining(" "));
  }
}
