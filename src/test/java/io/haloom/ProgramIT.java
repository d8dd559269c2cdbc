package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.demo.DemoServer;
import io.haloom.harness.Eventually;
import io.haloom.harness.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/haloom as a process: how it starts, what it says to whom, and how it ends. */
class ProgramIT {
  @TempDir Path folder;
  private DemoServer server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    server = new DemoServer("one");
    port = Launched.freePort();
  }

  @AfterEach
  void endDaemon() throws IOException, InterruptedException {
    if (Files.exists(pidFile())) {
      Launched.signal(daemon(), "KILL");
    }
  }

  private Path pidFile() {
    return folder.resolve("pid");
  }

  private long daemon() throws IOException {
    return Long.parseLong(Files.readString(pidFile()).strip());
  }

  private String configuration(String global) throws IOException {
    return Launched.configuration(folder, global, port, server.port()).toString();
  }

  @Test
  void saysItsVersion() throws Exception {
    try (Launched program = Launched.start("-v")) {
      assertEquals(0, program.status());
      assertTrue(program.out().startsWith("HAProxy version 2.6."), program.out());
      assertEquals("", program.err());
    }
  }

  @Test
  void checksAConfiguration() throws Exception {
    try (Launched program = Launched.start("-c", "-f", configuration(""))) {
      assertEquals(0, program.status());
      assertEquals("Configuration file is valid\n", program.out());
    }
    try (Launched program = Launched.start("-q", "-c", "-f", configuration("nonsense"))) {
      assertEquals(1, program.status());
      assertEquals("", program.out() + program.err());
    }
  }

  @Test
  void changesFolder() throws Exception {
    configuration("");
    try (Launched program = Launched.start("-c", "-C", folder.toString(), "-f", "haloom.cfg")) {
      assertEquals(0, program.status(), program.err());
    }
    try (Launched program = Launched.start("-c", "-C", folder + "/none", "-f", "x")) {
      assertEquals(1, program.status());
      String expected =
          "Could not change to directory " + folder + "/none : No such file or directory";
      assertTrue(program.err().contains(expected), program.err());
    }
  }

  @Test
  void runsThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("haproxy"), Launched.LAUNCHER);
    try (Launched program = Launched.start(Map.of(), link.toString(), "-v")) {
      assertEquals(0, program.status(), program.err());
    }
  }

  /** Names are bytes to the system, and to HAProxy in any locale. */
  @Test
  void aNameBeyondAsciiIsFoundInAnyLocale() throws Exception {
    String script =
        "name=$(printf 'gr\\303\\274n.cfg'); cp \"$1\" \"$name\"; \"$2\" -c -f \"$name\"";
    for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String[] args = {
        "-C",
        folder.toString(),
        "-u",
        "LC_ALL",
        "-u",
        "LC_CTYPE",
        "-u",
        "LANG",
        variable + "=C",
        "sh",
        "-c",
        script,
        "sh",
        configuration(""),
        Launched.LAUNCHER.toString()
      };
      try (Launched program = Launched.start(Map.of(), "env", args)) {
        assertEquals(0, program.status(), program.err());
      }
    }
  }

  @Test
  void aFolderWithoutJavaIsToldOf() throws Exception {
    Map<String, String> environment = Map.of("HALOOM_JAVA_HOME", folder.toString());
    try (Launched program = Launched.start(environment, Launched.LAUNCHER.toString(), "-v")) {
      assertEquals(1, program.status());
      assertEquals("haloom: HALOOM_JAVA_HOME=" + folder + " holds no bin/java\n", program.err());
    }
  }

  @Test
  void servesInTheForegroundUntilTheSoftStopIsDone() throws Exception {
    try (Launched program = Launched.start("-db", "-f", configuration("daemon"))) {
      assertEquals("one: hello", program.echo(port, "hello"));
      program.signal("USR2");
      assertEquals("one: again", program.echo(port, "again"));
      String told = "Server servers/one is UP. Conn: 0 act, 0 pend, 2 tot.";
      Eventually.await(() -> says(program, "HUP", told));
      program.signal("USR1");
      assertEquals(0, program.status());
    }
  }

  /** The sessions of a test end a moment after their client has gone: one signal may be early. */
  private static boolean says(Launched program, String signal, String wanted) {
    try {
      program.signal(signal);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
    return program.errSoFar().contains(wanted);
  }

  @Test
  void diesOfTheSignalThatStopsIt() throws Exception {
    for (String name : new String[] {"TERM", "INT"}) {
      // As it is in what a shell starts in the background.
      String[] args = {
        "--ignore-signal=INT", Launched.LAUNCHER.toString(), "-db", "-f", configuration("")
      };
      try (Launched program = Launched.start(Map.of(), "env", args)) {
        program.echo(port, "hello");
        program.signal(name);
        assertEquals(name.equals("TERM") ? 143 : 130, program.status());
      }
    }
  }

  @Test
  void pausesAndListensAgain() throws Exception {
    try (Launched program = Launched.start("-db", "-f", configuration(""))) {
      program.echo(port, "hello");
      program.signal("TTOU");
      boolean refused = false;
      for (int i = 0; i < 500 && !refused; i++) {
        try {
          Launched.ask(port, "still there?");
        } catch (IOException e) {
          refused = true;
        }
      }
      assertTrue(refused, "it still listens");
      program.signal("TTIN");
      assertEquals("one: back", program.echo(port, "back"));
    }
  }

  @Test
  void returnsWhenTheDaemonListens() throws Exception {
    String file = configuration("");
    try (Launched program = Launched.start("-D", "-p", pidFile().toString(), "-f", file)) {
      assertEquals(0, program.status(), program.errSoFar());
      assertEquals("one: hello", Launched.ask(port, "hello"));
      assertEquals("", program.out() + program.err());
    }
    assertFalse(daemon() == 0);
    Launched.signal(daemon(), "TERM");
    awaitEnd(daemon());
  }

  @Test
  void theConfigurationMayAskForTheDaemon() throws Exception {
    String file = configuration("daemon # in the background\npidfile " + pidFile());
    try (Launched program = Launched.start("-f", file)) {
      assertEquals(0, program.status(), program.errSoFar());
      assertEquals("one: hello", Launched.ask(port, "hello"));
    }
  }

  @Test
  void aDaemonThatOnlyJavaSees() throws Exception {
    String file = configuration("'daemon'\npidfile " + pidFile());
    try (Launched program = Launched.start("-f", file)) {
      assertEquals(0, program.status(), program.errSoFar());
      assertEquals("one: hello", Launched.ask(port, "hello"));
    }
  }

  @Test
  void aDaemonThatJavaDoesNotSee() throws Exception {
    String file = configuration(".if streq(a,b)\ndaemon\n.endif");
    try (Launched program = Launched.start("-f", file)) {
      assertEquals("one: hello", program.echo(port, "hello"));
      assertTrue(program.alive());
      program.signal("USR1");
      assertEquals(0, program.status());
    }
  }

  @Test
  void aDaemonThatCannotBindSaysWhy() throws Exception {
    port = server.port();
    try (Launched program = Launched.start("-D", "-f", configuration("noreuseport"))) {
      assertEquals(1, program.status());
      String place = "Binding [" + folder + "/haloom.cfg:";
      String reason =
          "for frontend in: cannot bind socket (Address already in use) for [127.0.0.1:";
      assertTrue(program.err().contains(place), program.err());
      assertTrue(program.err().contains(reason), program.err());
      assertTrue(
          program.err().contains("Some protocols failed to start their listeners! Exiting."));
    }
  }

  @Test
  void adoptsAListenerThatItInherits() throws Exception {
    String file = configuration("");
    String text = Files.readString(Path.of(file)).replace("bind 127.0.0.1:" + port, "bind fd@17");
    Files.writeString(Path.of(file), text);
    String python =
        """
        import os, socket, sys
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind(("127.0.0.1", %d))
        s.listen()
        os.dup2(s.fileno(), 17)
        os.execv(sys.argv[1], sys.argv[1:])
        """
            .formatted(port);
    String launcher = Launched.LAUNCHER.toString();
    try (Launched program =
        Launched.start(
            Map.of(), Needs.program("python3"), "-c", python, launcher, "-db", "-f", file)) {
      assertEquals("one: hello", program.echo(port, "hello"));
    }
  }

  @Test
  void takesTheListenersOverWithoutLosingAConnection() throws Exception {
    String socket = folder.resolve("stats").toString();
    String file = configuration("stats socket " + socket + " level admin\nnoreuseport");
    AtomicInteger answered = new AtomicInteger();
    AtomicReference<Exception> lost = new AtomicReference<>();
    CountDownLatch end = new CountDownLatch(1);
    Launched current = Launched.start("-db", "-f", file);
    current.echo(port, "hello");
    Thread client = Thread.ofVirtual().start(() -> askUntil(end, answered, lost));
    try {
      for (int i = 0; i < 3; i++) {
        Launched next = Launched.start("-db", "-f", file, "-sf", Long.toString(current.pid()));
        assertEquals(0, current.status(), current.errSoFar());
        assertEquals("", next.errSoFar());
        current = next;
      }
    } finally {
      end.countDown();
      client.join();
      current.close();
    }
    assertEquals(null, lost.get());
    assertTrue(answered.get() > 100, "only " + answered.get() + " connections were tried");
  }

  private void askUntil(
      CountDownLatch end, AtomicInteger answered, AtomicReference<Exception> lost) {
    try {
      while (!end.await(0, TimeUnit.MILLISECONDS)) {
        Launched.ask(port, "hello");
        answered.incrementAndGet();
      }
    } catch (IOException | InterruptedException e) {
      lost.set(e);
    }
  }

  @Test
  void raisesTheDescriptorLimitAndLowersMaxconnToWhatFits() throws Exception {
    Needs.root();
    Needs.program("setpriv");
    Path stats = folder.resolve("stats");
    String file = configuration("maxconn 100000\nstats socket " + stats + " level admin");
    String limited = "ulimit -Sn 500; ulimit -Hn 1000; exec \"$@\"";
    String[] args = {"-c", limited, "sh", Launched.LAUNCHER.toString(), "-db", "-f", file};
    // Root may raise any limit, hence without that privilege.
    String[] command = new String[args.length + 3];
    command[0] = "--bounding-set=-sys_resource";
    command[1] = "--inh-caps=-sys_resource";
    command[2] = "sh";
    System.arraycopy(args, 0, command, 3, args.length);
    try (Launched program = Launched.start(Map.of(), "setpriv", command)) {
      program.echo(port, "hello");
      String info = Launched.command(stats, "show info");
      assertTrue(info.contains("\nUlimit-n: 1000\n"), info);
      assertTrue(info.contains("\nMaxconn: 4"), info);
      assertTrue(program.errSoFar().contains("Run 'ulimit -n 2000"), program.errSoFar());
      assertTrue(program.errSoFar().contains("maxconn is lowered to 4"), program.errSoFar());
    }
  }

  @Test
  void aReadOnlyInstallationKeepsItsArchiveElsewhere() throws Exception {
    Path home = folder.resolve("share");
    Files.createDirectories(home.resolve("bin"));
    for (String name : new String[] {"bin/haloom", "bin/jdk.sh"}) {
      Files.copy(Path.of(name), home.resolve(name));
    }
    Files.createSymbolicLink(
        home.resolve("haloom.jar"), Path.of("target/haloom.jar").toAbsolutePath());
    Files.createSymbolicLink(home.resolve("lib"), Path.of("target/lib").toAbsolutePath());
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-xr-xr-x"));
    Path cache = Files.createDirectory(folder.resolve("cache"));
    Map<String, String> environment = Map.of("CACHE_DIRECTORY", cache.toString());
    String launcher = home.resolve("bin/haloom").toString();
    try (Launched first = Launched.start(environment, launcher, "-db", "-f", configuration(""))) {
      first.echo(port, "hello");
    }
    try (Launched second = Launched.start(environment, launcher, "-v")) {
      assertEquals(0, second.status(), second.err());
    } finally {
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static void awaitEnd(long pid) throws Exception {
    ProcessHandle process = ProcessHandle.of(pid).orElse(null);
    if (process != null) {
      process.onExit().get(60, TimeUnit.SECONDS);
    }
  }
}
