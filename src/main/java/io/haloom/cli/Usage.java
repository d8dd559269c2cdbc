package io.haloom.cli;

import io.haloom.config.ProductVersion;
import io.haloom.crypt.PasswordHash;
import io.haloom.net.tls.TlsContext;
import io.haloom.regex.Pcre2Library;

/** What the program says of itself: {@code -v}, {@code -vv} and the list of options. */
public final class Usage {
  private Usage() {}

  /**
   * Four lines as HAProxy prints them. Tools read the first: {@code HAProxy version}, the version,
   * the date.
   */
  public static String version() {
    return "HAProxy version %s %s - Haloom %s, compatible with HAProxy %s%n"
            .formatted(
                ProductVersion.FULL,
                ProductVersion.RELEASE_DATE,
                ProductVersion.HALOOM,
                ProductVersion.HAPROXY)
        + "Status: Haloom is not HAProxy; it reads its configuration and answers as it does.\n"
        + "Running on: %s %s %s, Java %s (%s)%n"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"));
  }

  /** What {@code -vv} adds. */
  public static String buildOptions() {
    int cores = Runtime.getRuntime().availableProcessors();
    return """
    Build options :
      TARGET  = java
      OPTIONS =

    Feature list : %s

    Default settings :
      bufsize = 16384, maxrewrite = 1024, maxpollevents = 200

    Built with multi-threading support (MAX_THREADS=64, default=%d).
    %s
    Built with transparent proxy support using: IP_TRANSPARENT IPV6_TRANSPARENT
    %s
    Encrypted password support via crypt(3): %s

    Available polling systems :
          epoll : pref=300,  test result OK
            jdk : pref=200,  test result OK
    Total: 2 (2 usable), will use epoll.

    Available multiplexer protocols :
    (protocols marked as <default> cannot be specified using 'proto' keyword)
      <default> : mode=HTTP  side=FE     mux=H1    flags=
      <default> : mode=TCP   side=FE|BE  mux=PASS  flags=

    Available services : none
    Available filters : none

    """
        .formatted(
            Features.list(), cores, tls(), expressions(), PasswordHash.isThere() ? "yes" : "no");
  }

  private static String tls() {
    String version = TlsContext.libraryVersion();
    if (version == null) {
      return "Built without OpenSSL support (libssl.so.3 is missing)";
    }
    return """
        Built with OpenSSL version : %s
        Running on OpenSSL version : %s
        OpenSSL library supports TLS extensions : yes
        OpenSSL library supports SNI : yes
        OpenSSL library supports : TLSv1.0 TLSv1.1 TLSv1.2 TLSv1.3
        OpenSSL providers loaded : default"""
        .formatted(version, version);
  }

  private static String expressions() {
    if (!Pcre2Library.isThere()) {
      return "Built without PCRE or PCRE2 support (using the JDK's regex instead)";
    }
    return "Built with PCRE2 version : %s\nPCRE2 library supports JIT : %s"
        .formatted(
            Pcre2Library.version(),
            Pcre2Library.hasJit() ? "yes" : "no (libpcre2 build without JIT?)");
  }

  /** The list of options. */
  public static String options(int proxyMaxconn) {
    return """
    Usage : haloom [-f <cfgfile|cfgdir>]* [ -vdVD ] [ -n <maxconn> ] [ -N <maxpconn> ]
            [ -p <pidfile> ] [ -m <max megs> ] [ -C <dir> ] [-- <cfgfile>*]
            -v displays version ; -vv shows the features.
            -d enters debug mode ; -db only disables background mode.
            -dM[<byte>,help,...] debug memory (accepted; the JVM manages the memory)
            -V enters verbose mode (disables quiet mode)
            -D goes daemon ; -C changes to <dir> before loading files.
            -W master-worker mode.
            -Ws master-worker mode with systemd notify support.
            -q quiet mode : don't display messages
            -c check mode : only check config files and exit
            -cc check condition : evaluate a condition and exit
            -n sets the maximum total # of connections (uses ulimit -n)
            -m limits the heap and the buffers (in MB)
            -N sets the default, per-proxy maximum # of connections (%d)
            -L set local peer name (default to hostname)
            -p writes the pid to this file
            -de disables epoll() usage: sockets of the JDK carry the connections
            -dp disables poll() usage (accepted; there is none)
            -dS disables splice usage
            -dG disables getaddrinfo() usage (accepted; there is one resolver)
            -dR disables SO_REUSEPORT usage
            -dL lists the loaded libraries after config checks
            -dr ignores server address resolution failures
            -dV disables SSL verify on servers side
            -dW fails if any warning is emitted
            -dD diagnostic mode : warn about suspicious configuration statements
            -sf/-st [pid ]* finishes/terminates old pids.
            -x <unix_socket> get listening sockets from a unix socket
            -S <bind>[,<bind options>...] where the master CLI listens

    Or :    haloom demo     starts servers, a balancer and traffic, and shows what to look at

    """
        .formatted(proxyMaxconn);
  }

  /** The answer to {@code -dMhelp}. */
  public static String memoryHelp() {
    return """
    -dM takes HAProxy's words (fail, no-merge, cold-first, integrity, no-global, no-cache,
    caller, tag, poison, their opposites, or a byte). The JVM manages the memory here, so
    none of them changes anything.
    """;
  }
}
