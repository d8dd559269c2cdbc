package io.haloom.cli;

import io.haloom.crypt.PasswordHash;
import io.haloom.net.tls.TlsContext;
import io.haloom.regex.Pcre2Library;
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
          "LIBCRYPT",
          "LINUX_SPLICE",
          "LINUX_TPROXY",
          "OPENSSL",
          "PCRE2",
          "PCRE2_JIT",
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
          "LUA",
          "MEMORY_PROFILING",
          "NETFILTER",
          "NS",
          "OBSOLETE_LINKER",
          "OT",
          "PCRE",
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

  private static boolean isMissing(String feature) {
    return switch (feature) {
      case "PCRE2" -> !Pcre2Library.isThere();
      case "PCRE2_JIT" -> !Pcre2Library.isThere() || !Pcre2Library.hasJit();
      case "OPENSSL" -> !TlsContext.isThere();
      case "LIBCRYPT" -> !PasswordHash.isThere();
      default -> false;
    };
  }

  /**
   * Those for which {@code feature(...)} is true. Where a library is missing, what needs it is
   * better refused by name than left out without a word.
   */
  public static Set<String> promised() {
    return PRESENT;
  }

  /**
   * All of them by name, each with {@code +} or {@code -} before it. Loads the libraries that some
   * of them are.
   */
  static String list() {
    TreeMap<String, String> signs = new TreeMap<>();
    PRESENT.forEach(name -> signs.put(name, (isMissing(name) ? "-" : "+") + name));
    ABSENT.forEach(name -> signs.put(name, "-" + name));
    return signs.values().stream().collect(Collectors.joining(" "));
  }
}
