package io.haloom.harness;

import static org.junit.jupiter.api.Assumptions.abort;

import io.haloom.net.tls.TlsContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a test needs of the machine. Where that is missing the test is skipped, with a message that
 * begins with "needs"; {@code bin/test} counts them, and fails in CI.
 */
public final class Needs {
  /** Debian's packages of the programs that are called otherwise than their package. */
  private static final Map<String, String> PACKAGES =
      Map.ofEntries(
          Map.entry("check_haproxy_stats", "monitoring-plugins-contrib"),
          Map.entry("halog", "haproxy"),
          Map.entry("haproxy_log_analysis", "haproxy-log-analysis"),
          Map.entry("h2load", "nghttp2-client"),
          Map.entry("ip", "iproute2"),
          Map.entry("mosquitto_pub", "mosquitto-clients"),
          Map.entry("mosquitto_sub", "mosquitto-clients"),
          Map.entry("nghttp", "nghttp2-client"),
          Map.entry("nginx", "nginx-light"),
          Map.entry("ps", "procps"),
          Map.entry("python3", "python3-minimal"),
          Map.entry("ss", "iproute2"),
          Map.entry("varnishd", "varnish"));

  private Needs() {}

  /** The program of that name, in {@code PATH} or where programs for administrators lie. */
  public static String program(String name) {
    String places = System.getenv("PATH") + ":/usr/sbin:/sbin:/usr/lib/nagios/plugins";
    for (String folder : places.split(":")) {
      Path file = Path.of(folder, name);
      if (Files.isExecutable(file)) {
        return file.toString();
      }
    }
    return abort("needs " + name + " (" + PACKAGES.getOrDefault(name, name) + ")");
  }

  /** Every one of these programs. */
  public static void programs(String... names) {
    for (String name : names) {
      program(name);
    }
  }

  /** A Python that has this module, which is Debian's package {@code python3-MODULE}. */
  public static String python(String module) throws IOException, InterruptedException {
    for (String folder : (System.getenv("PATH") + ":/usr/bin").split(":")) {
      Path python = Path.of(folder, "python3");
      if (Files.isExecutable(python)) {
        Process process =
            new ProcessBuilder(python.toString(), "-c", "import " + module)
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        if (process.waitFor() == 0) {
          return python.toString();
        }
      }
    }
    return abort("needs python3 with " + module + " (python3-" + module + ")");
  }

  /** HAProxy of the release that Haloom stands in for; others say other things. */
  public static String haproxy() throws IOException {
    String program = program("haproxy");
    Process process = new ProcessBuilder(program, "-v").redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return text.startsWith("HAProxy version 2.6.") ? program : abort("needs HAProxy 2.6 (haproxy)");
  }

  /** The system's OpenSSL. */
  public static void openSsl() {
    if (!TlsContext.isThere()) {
      abort("needs libssl.so.3 (libssl3)");
    }
  }

  /** That the tests run as root. */
  public static void root() {
    if (!"root".equals(System.getProperty("user.name"))) {
      abort("needs to run as root");
    }
  }

  /** The right to make networks, mounts and processes that only the test sees. */
  public static void namespaces() throws Exception {
    root();
    String unshare = program("unshare");
    Process process =
        new ProcessBuilder(unshare, "--net", "--mount", "--pid", "--fork", "--mount-proc", "true")
            .redirectErrorStream(true)
            .start();
    process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      abort("needs the right to make namespaces");
    }
  }

  /** The address {@code ::1}. */
  public static void ipv6() {
    try (ServerSocket six = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      six.close();
    } catch (IOException e) {
      abort("needs IPv6");
    }
  }
}
