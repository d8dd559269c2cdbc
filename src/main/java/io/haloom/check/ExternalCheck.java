package io.haloom.check;

import io.haloom.model.BindConfig;
import io.haloom.model.ProcessConfig;
import io.haloom.model.ProxyCheckConfig;
import io.haloom.model.ProxyConfig;
import io.haloom.model.Timeouts;
import io.haloom.net.AddressText;
import io.haloom.net.UnixAddress;
import io.haloom.proxy.Events;
import io.haloom.proxy.Server;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code option external-check}: a program's exit code tells (configuration manual, {@code
 * external-check command}). Starting and waiting for processes blocks, so it runs on a platform
 * thread.
 */
final class ExternalCheck {
  private static final String UNUSED = "NOT_USED";

  /** What {@code execvp} failing makes the child of HAProxy exit with. */
  private static final int NOT_STARTED = 255;

  /** {@code error=2, No such file} of JDK 21, {@code error: 2 (No such file)} of later ones. */
  private static final Pattern ERRNO = Pattern.compile("error[=:] ?\\d+[, (]+([^)]+)");

  private final ProxyCheckConfig config;

  ExternalCheck(ProxyCheckConfig config) {
    this.config = config;
  }

  CheckResult check(Subject subject) throws InterruptedException {
    Process process;
    try {
      process = builder(subject).start();
    } catch (IOException e) {
      report(subject, e);
      return new CheckResult(CheckStatus.PROCERR, NOT_STARTED, null);
    }
    try {
      if (!process.waitFor(limit(subject), TimeUnit.MILLISECONDS)) {
        end(process);
        return CheckResult.of(CheckStatus.PROCTOUT, null);
      }
    } catch (InterruptedException e) {
      process.destroy();
      throw e;
    }
    int code = process.exitValue();
    return new CheckResult(code == 0 ? CheckStatus.PROCOK : CheckStatus.PROCERR, code, null);
  }

  private static int limit(Subject subject) {
    Timeouts timeouts = subject.timeouts();
    int inter = subject.timing().inter();
    boolean bounded = timeouts.check() > 0 && timeouts.connect() > 0;
    return bounded ? Math.min(inter, timeouts.connect()) : inter;
  }

  /** Asks the process to end, and insists when it does not. */
  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(1, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private static void report(Subject subject, IOException e) {
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    Matcher errno = ERRNO.matcher(reason);
    String text = errno.find() ? errno.group(1).strip() : reason;
    subject
        .server()
        .backend()
        .runtime()
        .events()
        .warn(
            subject.proxy(),
            Events.ALERT,
            "Failed to exec process for external health check: " + text + ". Aborting.");
  }

  // --- the process -----------------------------------------------------------------------------

  private ProcessBuilder builder(Subject subject) {
    ProxyConfig proxy = subject.proxy();
    Server server = subject.server();
    String[] own = own(proxy);
    String[] target = split(server.address());
    String path = config.external().path() == null ? "" : config.external().path();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                found(config.external().command(), path), own[0], own[1], target[0], target[1]));
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", path);
    environment.put("HAPROXY_PROXY_NAME", proxy.name());
    environment.put("HAPROXY_PROXY_ID", Integer.toString(proxy.id()));
    environment.put("HAPROXY_PROXY_ADDR", orEmpty(own[0]));
    environment.put("HAPROXY_PROXY_PORT", orEmpty(own[1]));
    environment.put("HAPROXY_SERVER_NAME", server.name());
    environment.put("HAPROXY_SERVER_ID", Integer.toString(server.id()));
    environment.put("HAPROXY_SERVER_ADDR", orEmpty(target[0]));
    environment.put("HAPROXY_SERVER_PORT", orEmpty(target[1]));
    environment.put("HAPROXY_SERVER_MAXCONN", Integer.toString(server.maxconn()));
    environment.put("HAPROXY_SERVER_CURCONN", Integer.toString(server.sessions().get()));
    environment.put("HAPROXY_SERVER_SSL", "0");
    environment.put("HAPROXY_SERVER_PROTO", proxy.mode() == ProxyConfig.Mode.HTTP ? "h1" : "tcp");
    return redirected(builder, server.backend().runtime().config().global().process());
  }

  /** A child may print while we still may; a daemon's has nowhere to print to. */
  private static ProcessBuilder redirected(ProcessBuilder builder, ProcessConfig process) {
    Redirect output =
        process.messages().quiet() || process.daemon() ? Redirect.DISCARD : Redirect.INHERIT;
    return builder
        .redirectInput(Redirect.from(new java.io.File("/dev/null")))
        .redirectOutput(output)
        .redirectError(output);
  }

  /** The program in {@code path} when its name has no slash, as {@code execvp} looks for it. */
  private static String found(String command, String path) {
    if (command.indexOf('/') >= 0) {
      return command;
    }
    for (String folder : path.split(":", -1)) {
      Path candidate = Path.of(folder.isEmpty() ? "." : folder, command);
      if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
        return candidate.toString();
      }
    }
    // Looked up in our own PATH otherwise, which the configuration did not ask for.
    return "./" + command;
  }

  private static String orEmpty(String text) {
    return text.equals(UNUSED) ? "" : text;
  }

  /** The first address the proxy listens on. */
  private static String[] own(ProxyConfig proxy) {
    List<BindConfig> binds = proxy.frontend() == null ? List.of() : proxy.frontend().binds();
    for (BindConfig bind : binds) {
      if (bind.address() != null) {
        return split(bind.address());
      }
    }
    return new String[] {UNUSED, UNUSED};
  }

  private static String[] split(SocketAddress address) {
    return switch (address) {
      case InetSocketAddress inet ->
          new String[] {AddressText.of(inet.getAddress()), Integer.toString(inet.getPort())};
      case UnixAddress unix -> new String[] {unix.path(), UNUSED};
      case null, default -> new String[] {UNUSED, UNUSED};
    };
  }
}
