package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.haloom.harness.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Starts and stops in every combination, beside HAProxy: exit status, what is said, whether it
 * serves, and what is left when it has been stopped.
 */
class StartsIT {
  private static final List<String> MODES = List.of("", "-db", "-D", "-W", "-W -D", "-Ws");
  private static final long PATIENCE_MILLIS = 60_000;
  private static final int TERM = 15;

  /**
   * What is tried: lines of the global section, with what is odd about the surroundings in front.
   */
  private static final Map<String, String> SCENARIOS =
      Map.ofEntries(
          Map.entry("plain", ""),
          Map.entry("user", "user nobody\ngroup nogroup"),
          Map.entry("uid", "uid 65534\ngid 65534"),
          Map.entry("chroot", "chroot ."),
          Map.entry("user-and-chroot", "user nobody\nchroot ."),
          Map.entry("no-such-user", "user nobody-there"),
          Map.entry("pidfile-nowhere", "pidfile none/pid"),
          Map.entry("daemon-word", "daemon"),
          Map.entry("quiet-word", "quiet"),
          Map.entry("master-word", "master-worker"),
          Map.entry("stats-socket", "stats socket unix@stats.sock level admin"),
          Map.entry("stats-socket-nowhere", "stats socket unix@none/stats.sock"),
          Map.entry("unknown-word", "nonsense"),
          Map.entry("taken-port", ""),
          Map.entry("no-listener", ""),
          Map.entry("unreadable-file", ""),
          Map.entry("stale-pid", ""));

  @TempDir Path folder;
  private final List<Long> left = new ArrayList<>();

  /** What came of a start: {@code status} is the signal's number and 128 where one ended it. */
  private record Outcome(int status, boolean served, String said) {}

  /** A third of the combinations, another for each scenario; all with -Dhaloom.starts=all. */
  static Stream<Arguments> starts() {
    boolean every = "all".equals(System.getProperty("haloom.starts"));
    List<Arguments> chosen = new ArrayList<>();
    int turn = 0;
    for (String scenario : SCENARIOS.keySet().stream().sorted().toList()) {
      turn++;
      for (String mode : MODES) {
        for (String quiet : new String[] {"", "-q"}) {
          if (turn++ % 3 == 0 || every) {
            chosen.add(Arguments.of(scenario, mode, quiet));
          }
        }
      }
    }
    return chosen.stream();
  }

  @AfterEach
  void endWhatIsLeft() {
    left.forEach(pid -> ProcessHandle.of(pid).ifPresent(StartsIT::endAll));
  }

  private static void endAll(ProcessHandle process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("starts")
  void endsAsHaproxyDoes(String scenario, String mode, String quiet) throws Exception {
    Needs.root();
    String haproxy = Needs.haproxy();
    Outcome expected = start(haproxy, "haproxy", scenario, (mode + " " + quiet).strip());
    Outcome got =
        start(Launched.LAUNCHER.toString(), "haloom", scenario, (mode + " " + quiet).strip());
    assertEquals(expected, got);
    if (got.status() != 0 && quiet.isEmpty() && !got.served()) {
      assertFalse(got.said().isEmpty(), "mute");
    }
  }

  /** HAProxy's parent ends well before its child fails; that nothing serves is told here. */
  @Test
  void aDaemonWhoseRootIsNowhereFails() throws Exception {
    Needs.root();
    Outcome got = start(Launched.LAUNCHER.toString(), "haloom", "chroot ./none", "-D");
    assertEquals(1, got.status());
    assertEquals("[ALERT] [main()] Cannot chroot(./none).\n", got.said());
  }

  private Outcome start(String program, String name, String scenario, String options)
      throws Exception {
    Path place = Files.createDirectory(folder.resolve(name));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    int port = Launched.freePort();
    configuration(place, scenario, port);
    List<String> command = new ArrayList<>(List.of(program));
    if (!options.isEmpty()) {
      command.addAll(List.of(options.split(" +")));
    }
    command.addAll(List.of("-f", "x.cfg"));
    if (!scenario.equals("pidfile-nowhere")) {
      command.addAll(List.of("-p", "pid"));
    }
    if (scenario.equals("stale-pid")) {
      command.addAll(List.of("-sf", "999999999"));
    }
    boolean serves = !scenario.equals("taken-port") && !scenario.equals("no-listener");
    boolean master = options.contains("-W") || scenario.equals("master-word");
    boolean idle = master && scenario.equals("no-listener");
    boolean foreground = options.contains("-db") || options.contains("-Ws");
    boolean daemon = scenario.equals("daemon-word") && !foreground;
    boolean background = options.contains("-D") || daemon;
    Expected expected = new Expected(serves ? port : 0, master, idle, background);
    try (AutoCloseable taken = scenario.equals("taken-port") ? take(port) : () -> {}) {
      return run(command, place, expected);
    }
  }

  private static AutoCloseable take(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
  }

  private static void configuration(Path place, String scenario, int port) throws IOException {
    String global = SCENARIOS.getOrDefault(scenario, scenario);
    String bind = scenario.equals("no-listener") ? "" : "  bind 127.0.0.1:" + port + "\n";
    Path file = place.resolve("x.cfg");
    Files.writeString(
        file,
        "global\n%s\ndefaults\n  mode http\n  timeout client 5s\n  timeout connect 5s\n  timeout server 5s\nfrontend f\n%s  http-request return status 200\n"
            .formatted(global.indent(2).stripTrailing(), bind));
    if (scenario.equals("unreadable-file")) {
      Files.delete(file);
    }
  }

  /**
   * How a start is to be looked at.
   *
   * @param port where it may serve, or 0
   * @param master whether it has a master
   * @param idle whether that stays though nothing is served
   * @param background whether the process ends when another serves
   */
  private record Expected(int port, boolean master, boolean idle, boolean background) {}

  /** Starts it, and stops it once it serves. */
  private Outcome run(List<String> command, Path place, Expected expected) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(place.toFile());
    builder.redirectErrorStream(true).redirectOutput(place.resolve("said").toFile());
    Path file = place.resolve("x.cfg");
    boolean word = Files.exists(file) && Files.readString(file).contains("quiet");
    boolean quiet = command.contains("-q") || word && !command.contains("-Ws");
    Process process = builder.start();
    left.add(process.pid());
    boolean served = expected.port() > 0 && endsOrServes(process, () -> answers(expected.port()));
    boolean stays = (served || expected.idle()) && !expected.background();
    if (stays && expected.master()) {
      endsOrServes(process, () -> isReady(process, place, quiet));
    }
    if (stays) {
      stop(process.toHandle());
    }
    if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
      throw new AssertionError("it does not end: " + Files.readString(place.resolve("said")));
    }
    if (Files.exists(place.resolve("pid"))) {
      long pid = pidIn(place);
      if (expected.master() && expected.background() && !quiet) {
        awaitWorker(pid, place);
      }
      ProcessHandle.of(pid).ifPresent(this::stop);
    }
    String said = Files.readString(place.resolve("said"));
    return new Outcome(process.exitValue(), served, normal(said));
  }

  /** HAProxy makes the file before there is a process to write of. */
  private static long pidIn(Path place) throws Exception {
    Path file = place.resolve("pid");
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (System.nanoTime() < end && Files.size(file) == 0) {
      Thread.sleep(5);
    }
    return Long.parseLong(Files.readString(file).strip());
  }

  /** A master writes its pid file, and may catch no signal yet, before it tells of its worker. */
  private static void awaitWorker(long master, Path place) throws Exception {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (System.nanoTime() < end
        && ProcessHandle.of(master).isPresent()
        && !Files.readString(place.resolve("said")).contains("New worker")) {
      Thread.sleep(5);
    }
  }

  private void stop(ProcessHandle process) {
    left.add(process.pid());
    process.destroy();
    process.onExit().join();
  }

  /** A master says when it is one; one that says nothing catches TERM by then. */
  private static boolean isReady(Process process, Path place, boolean quiet) {
    try {
      if (!quiet && !Files.readString(place.resolve("said")).contains("Loading success.")) {
        return false;
      }
      String caught =
          Files.readString(Path.of("/proc/" + process.pid() + "/status"))
              .replaceAll("(?s).*SigCgt:\\s+(\\w+).*", "$1");
      return (Long.parseUnsignedLong(caught, 16) >> (TERM - 1) & 1) == 1;
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits until the condition holds or the process has ended; whether the condition holds. */
  private static boolean endsOrServes(Process process, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (System.nanoTime() < end) {
      boolean alive = process.isAlive();
      if (condition.getAsBoolean()) {
        return true;
      }
      if (!alive) {
        return false;
      }
      Thread.sleep(5);
    }
    return false;
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes());
      return socket.getInputStream().read() == 'H';
    } catch (IOException e) {
      return false;
    }
  }

  /** Without what names the process, the program and the port, and what tells of the version. */
  private static String normal(String said) {
    List<String> lines = new ArrayList<>();
    for (String line : said.split("\n", -1)) {
      String text =
          line.replaceAll("\\s+\\(\\d+\\) : ", " ")
              .replaceAll("\\[[^]]*\\.main\\(\\)\\]", "[main()]")
              .replaceAll("worker \\(\\d+\\)", "worker (N)")
              .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT");
      boolean version = text.contains("haproxy version is") || text.contains("path to executable");
      if (!version && !text.isEmpty()) {
        lines.add(text);
      }
    }
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
