package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.demo.DemoServer;
import io.haloom.harness.LogReceiver;
import io.haloom.harness.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jnr.unixsocket.UnixDatagramChannel;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Master-worker mode: {@code -W}, {@code -Ws}, {@code -S}, programs, and reloads. */
class MasterIT {
  private static final Pattern WORKER = Pattern.compile("(?m)^(\\d+) +worker +0 ");

  @TempDir Path folder;
  private DemoServer server;
  private int port;
  private Path cli;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    server = new DemoServer("one");
    port = Launched.freePort();
    cli = folder.resolve("master");
    file = folder.resolve("haloom.cfg");
  }

  @AfterEach
  void endDaemon() throws IOException, InterruptedException {
    Path pid = folder.resolve("pid");
    if (Files.exists(pid)) {
      Launched.signal(Long.parseLong(Files.readString(pid).strip()), "KILL");
    }
  }

  private String configuration(String global) throws IOException {
    return Launched.configuration(folder, global, port, server.port()).toString();
  }

  private void append(String lines) throws IOException {
    Files.writeString(file, Files.readString(file) + lines);
  }

  private Launched master(String... options) throws Exception {
    String[] args = new String[options.length + 4];
    args[0] = "-S";
    args[1] = cli.toString();
    args[2] = "-f";
    args[3] = file.toString();
    System.arraycopy(options, 0, args, 4, options.length);
    Launched program = Launched.start(args);
    until(() -> Launched.ask(port, "hello").equals("one: hello"), program);
    until(() -> WORKER.matcher(ask("show proc")).find(), program);
    return program;
  }

  /** A connection that the worker of now carries. */
  private Socket held() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.getOutputStream().write("held\n".getBytes(StandardCharsets.US_ASCII));
    assertTrue(socket.getInputStream().read() > 0);
    return socket;
  }

  private String ask(String command) throws IOException {
    return Launched.command(cli, command);
  }

  /** The worker that serves; one that leaves may still answer, and knows that it is not. */
  private long worker() throws IOException {
    for (int attempt = 0; attempt < 10_000; attempt++) {
      Matcher found = WORKER.matcher(ask("show proc"));
      if (found.find()) {
        return Long.parseLong(found.group(1));
      }
    }
    throw new IOException("there is none");
  }

  private static void until(Callable<Boolean> condition, Launched program) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!isSo(condition)) {
      if (System.nanoTime() > end) {
        throw new TimeoutException(program.errSoFar());
      }
      Thread.sleep(5);
    }
  }

  private static boolean isSo(Callable<Boolean> condition) throws Exception {
    try {
      return condition.call();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Test
  void hangupAndUsr2ReloadAndTheFirstProcessStays() throws Exception {
    configuration("");
    try (Launched program = master("-W")) {
      for (String signal : new String[] {"HUP", "USR2"}) {
        long before = worker();
        program.signal(signal);
        until(() -> worker() > 0 && worker() != before, program);
        assertEquals("one: again", Launched.ask(port, "again"));
        assertTrue(program.alive());
      }
      assertTrue(ask("show proc").contains(program.pid() + " "), ask("show proc"));
      assertTrue(ask("show proc").contains("master          2 [failed: 0] "), ask("show proc"));
      program.signal("TERM");
      assertEquals(0, program.status(), program.err());
      assertTrue(program.err().contains("All workers exited. Exiting... (0)"), program.err());
    }
  }

  @Test
  void aBrokenFileLeavesTheWorkerAndSaysWhyEverywhere() throws Exception {
    Path notify = folder.resolve("notify");
    try (UnixDatagramChannel systemd = UnixDatagramChannel.open();
        LogReceiver log = new LogReceiver()) {
      systemd.bind(new UnixSocketAddress(notify.toString()));
      systemd.setOption(UnixSocketOptions.SO_RCVTIMEO, 60_000);
      configuration("log " + log.address() + " local0");
      Map<String, String> environment = Map.of("NOTIFY_SOCKET", notify.toString());
      String[] args = {"-Ws", "-S", cli.toString(), "-f", file.toString()};
      try (Launched program = Launched.start(environment, Launched.LAUNCHER.toString(), args)) {
        String ready = "READY=1\nMAINPID=" + program.pid() + "\nSTATUS=";
        assertEquals(ready + "Ready.", receive(systemd));
        until(() -> worker() > 0, program);
        long before = worker();
        append("nonsense\n");
        program.signal("USR2");
        assertTrue(receive(systemd).startsWith("RELOADING=1\n"));
        String why = "unknown keyword 'nonsense' in 'backend' section";
        String failed = receive(systemd);
        assertTrue(failed.startsWith(ready + "Reload failed"), failed);
        assertTrue(failed.contains(why), failed);
        log.next("Reload failed.*" + why + ".*");
        until(() -> program.errSoFar().contains("Loading failure!"), program);
        assertTrue(program.errSoFar().contains(why), program.errSoFar());
        assertTrue(ask("show proc").contains("master          1 [failed: 1] "), ask("show proc"));
        assertTrue(ask("prompt\nquit").startsWith("master[ReloadFailed]> "));
        assertTrue(ask("show proc").contains(before + " "), ask("show proc"));
        assertEquals("one: again", Launched.ask(port, "again"));
        Files.writeString(file, Files.readString(file).replace("nonsense\n", ""));
        assertEquals("", ask("reload"));
        assertTrue(receive(systemd).startsWith("RELOADING=1\n"));
        assertEquals(ready + "Ready.", receive(systemd));
        program.signal("TERM");
        assertEquals("STOPPING=1", receive(systemd));
      }
    }
  }

  private static String receive(UnixDatagramChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(2000);
    channel.receive(buffer);
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
  }

  /** A folder of root's, and a privileged port that only the second configuration has. */
  @Test
  void whatOnlyRootMayIsDoneForEachWorkerAndNothingIsLost() throws Exception {
    Needs.root();
    Path roots = folder.resolve("roots");
    Files.createDirectory(
        roots, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Path stats = roots.resolve("stats");
    Path pid = roots.resolve("pid");
    int privileged = Launched.privilegedPort();
    configuration("user nobody\ngroup nogroup\npidfile " + pid + "\nstats socket " + stats);
    try (Launched program = master("-W")) {
      assertEquals(Long.toString(program.pid()), Files.readString(pid).strip());
      AtomicBoolean end = new AtomicBoolean();
      CompletableFuture<Integer> answered = new CompletableFuture<>();
      Thread.ofPlatform().daemon().start(() -> askUntil(end, answered));
      append("frontend more\n  bind 127.0.0.1:" + privileged + "\n  default_backend servers\n");
      Files.writeString(file, Files.readString(file).replace(pid.toString(), pid + "2"));
      for (int reload = 1; reload <= 10; reload++) {
        long before = worker();
        program.signal("USR2");
        until(() -> worker() > 0 && worker() != before, program);
        assertEquals("one: new", Launched.ask(privileged, "new"));
        assertEquals(Long.toString(program.pid()), Files.readString(Path.of(pid + "2")).strip());
        until(
            () -> Launched.command(stats, "show info").contains("\nPid: " + worker() + "\n"),
            program);
      }
      end.set(true);
      assertTrue(answered.get() > 10, "answered " + answered.get());
    }
  }

  /** Connections one after the other; completes with how many there were, or what one met. */
  private void askUntil(AtomicBoolean end, CompletableFuture<Integer> answered) {
    int count = 0;
    try {
      while (!end.get()) {
        Launched.ask(port, "hello");
        count++;
      }
      answered.complete(count);
    } catch (IOException e) {
      answered.completeExceptionally(e);
    }
  }

  @Test
  void aDaemonWithAUserServes() throws Exception {
    Needs.root();
    Path pid = folder.resolve("pid");
    configuration("daemon\nuser nobody\ngroup nogroup\nchroot " + folder + "\npidfile " + pid);
    try (Launched program = Launched.start("-f", file.toString())) {
      assertEquals(0, program.status(), program.err());
      assertEquals("one: hello", Launched.ask(port, "hello"));
      long daemon = Long.parseLong(Files.readString(pid).strip());
      assertEquals("nobody", ProcessHandle.of(daemon).orElseThrow().info().user().orElseThrow());
      String status = Files.readString(Path.of("/proc/" + daemon + "/status"));
      assertTrue(status.contains("\nGid:\t65534\t"), status);
      assertEquals(folder, Files.readSymbolicLink(Path.of("/proc/" + daemon + "/root")));
      assertEquals("haloom\n", Files.readString(Path.of("/proc/" + daemon + "/comm")));
    }
  }

  @Test
  void aDaemonWithAMasterLeavesTheMastersPid() throws Exception {
    Path pid = folder.resolve("pid");
    configuration("master-worker\ndaemon\npidfile " + pid);
    try (Launched program = Launched.start("-S", cli.toString(), "-f", file.toString())) {
      assertEquals(0, program.status(), program.err());
      assertEquals("one: hello", Launched.ask(port, "hello"));
      String master = Files.readString(pid).strip();
      until(() -> ask("show proc").contains(master + " "), program);
      assertEquals("haloom\n", Files.readString(Path.of("/proc/" + master + "/comm")));
    }
  }

  @Test
  void whatTheScriptCannotSeeIsCorrected() throws Exception {
    configuration(".if defined(HALOOM_TEST_UNSET)\nmaster-worker\ndaemon\n.endif");
    try (Launched program = Launched.start("-f", file.toString())) {
      assertEquals("one: hello", program.echo(port, "hello"));
      program.signal("USR1");
      assertEquals(0, program.status());
    }
    configuration("\"master-worker\"");
    try (Launched program = Launched.start("-S", cli.toString(), "-f", file.toString())) {
      assertEquals("one: hello", program.echo(port, "hello"));
      until(() -> ask("show proc").contains(program.pid() + " "), program);
    }
  }

  @Test
  void programsRunAndAreStartedAnewByAReload() throws Exception {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    configuration("setenv GREETING \"it's \\\\ fine\"");
    append(
        """
        program first
          command sh -c 'echo "$GREETING $HAPROXY_MWORKER $HALOOM_MASTER" >> %s; exec sleep 1000'
        program second
          no option start-on-reload
          command sh -c 'trap "" USR1; echo x >> %s; while :; do sleep 1; done'
        """
            .formatted(first, second));
    try (Launched program = master("-W")) {
      until(() -> Files.exists(first) && Files.exists(second), program);
      until(() -> Files.readString(first).equals("it's \\ fine 1 \n"), program);
      assertTrue(ask("show proc").matches("(?s).*# programs\n\\d+ +first .*\n\\d+ +second .*"));
      program.signal("USR2");
      until(() -> Files.readString(first).lines().count() == 2, program);
      until(() -> ask("show proc").contains("# old programs"), program);
      assertEquals("x\n", Files.readString(second));
      Pattern row = Pattern.compile("(?m)^(\\d+) +first +0 ");
      Matcher found = row.matcher(ask("show proc"));
      assertTrue(found.find());
      Launched.signal(Long.parseLong(found.group(1)), "KILL");
      assertEquals(137, program.status());
      String err = program.err();
      assertTrue(err.contains("Current program 'first' ("), err);
      assertTrue(err.contains("exit-on-failure: killing every processes with SIGTERM"), err);
    }
  }

  @Test
  void withoutExitOnFailureTheRestGoesOn() throws Exception {
    configuration("master-worker no-exit-on-failure");
    append("program short\n  command sh -c 'exit 3'\n");
    try (Launched program = master()) {
      until(() -> program.errSoFar().contains("exited with code 3 (Exit)"), program);
      assertEquals("one: again", Launched.ask(port, "again"));
      program.signal("TERM");
      assertEquals(3, program.status());
    }
  }

  @Test
  void theMasterCliReachesWorkersThatLeave() throws Exception {
    configuration("");
    try (Launched program = master("-W");
        Socket held = held()) {
      long before = worker();
      program.signal("USR2");
      until(() -> worker() > 0 && worker() != before, program);
      until(() -> ask("@1 show info").contains("\nPid: " + worker() + "\n"), program);
      assertTrue(ask("@!" + before + " show info").contains("\nPid: " + before + "\n"));
      assertTrue(
          ask("@!" + before + " show sess").contains("fe=in "), ask("@!" + before + " show sess"));
      assertEquals(
          "user\n\nPermission denied\n\n",
          ask("user; @!" + before + " show cli level; @!" + before + " show sess"));
      assertEquals("Can't find the target PID matching the prefix '@!7'\n", ask("@!7 show info"));
      ask("@!" + before + " shutdown sessions server servers/one");
      until(() -> !ask("show proc").contains(before + " "), program);
    }
  }

  @Test
  void aWorkerMayOutliveSoManyReloads() throws Exception {
    configuration("mworker-max-reloads 1");
    try (Launched program = master("-W");
        Socket held = held()) {
      long first = worker();
      for (int reload = 1; reload <= 2; reload++) {
        assertTrue(held.isConnected());
        assertTrue(ask("show proc").contains(first + " "), ask("show proc"));
        long before = worker();
        program.signal("USR2");
        until(() -> worker() > 0 && worker() != before, program);
      }
      until(() -> !ask("show proc").contains(first + " "), program);
      String ended = "Former worker (" + first + ") exited with code 143";
      until(() -> program.errSoFar().contains(ended), program);
    }
  }

  @Test
  void workersEndWithTheirMaster() throws Exception {
    configuration("");
    try (Launched program = master("-W");
        Socket held = held()) {
      long first = worker();
      program.signal("USR2");
      until(() -> worker() > 0 && worker() != first, program);
      ProcessHandle old = ProcessHandle.of(first).orElseThrow();
      ProcessHandle current = ProcessHandle.of(worker()).orElseThrow();
      program.signal("KILL");
      current.onExit().get(60, TimeUnit.SECONDS);
      old.onExit().get(60, TimeUnit.SECONDS);
      assertTrue(held.isConnected());
    }
  }

  @Test
  void aStartThatFailsSaysSoAndEndsTheMaster() throws Exception {
    configuration("nonsense");
    for (String option : new String[] {"-W", "-Ws", "-D", "-db"}) {
      try (Launched program = Launched.start(option, "-f", file.toString())) {
        assertEquals(1, program.status());
        assertTrue(program.err().contains("unknown keyword 'nonsense'"), program.err());
      }
    }
  }
}
