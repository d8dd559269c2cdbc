package io.haloom.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.balance.Balancers;
import io.haloom.model.BackendConfig.StateSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State files written and restored; the numbers are what HAProxy 2.6.12 made of the same file. */
class StateFileTest {
  private static final String[] SERVERS = {
    "a check",
    "b check weight 5",
    "c",
    "d",
    "e disabled",
    "f weight 9",
    "g check fall 1",
    "h check rise 1",
    "i check",
    "j",
    "k"
  };

  private static final String TAIL = " 0 0 - 7777 - 0 0 - - 0";

  @TempDir private Path folder;
  private final List<String> warnings = new ArrayList<>();

  private static String line(String name, int id, String middle) {
    return "1 be1 " + id + " " + name + " 127.0.0.1 " + middle + TAIL + "\n";
  }

  private static String file(String... lines) {
    return "1\n# header\n" + String.join("", lines);
  }

  private ProxyWorld load(String text, StateSource source, String... servers) throws IOException {
    Path file = folder.resolve("states");
    if (text != null) {
      Files.writeString(file, text);
    }
    ProxyWorld world =
        new ProxyWorld(
            Balancers::of,
            source == StateSource.GLOBAL ? file.toString() : null,
            folder.toString());
    world.runtime.started(false);
    world.stateFrom(source, "states").backend("be1", servers);
    new StateFileLoader(world.runtime, warnings::add, said -> warnings.add("notice " + said))
        .load();
    return world;
  }

  private static String states(ProxyWorld world) {
    return StateFile.of(world.runtime.backends());
  }

  @Test
  void restores() throws IOException {
    ProxyWorld world =
        load(
            file(
                line("a", 1, "0 0 1 1 100 8 2 0 6 0"),
                line("b", 2, "2 8 3 5 200 6 3 4 2 0"),
                line("c", 3, "2 1 1 1 300 1 0 2 0 0"),
                line("d", 4, "9 1 1 1 300 99 0 2 0 0"),
                line("e", 5, "2 0 1 1 50 1 0 2 0 0"),
                line("f", 6, "2 8 0 0 50 1 0 2 0 0"),
                line("g", 7, "3 0 1 1 10 16 4 4 6 0"),
                line("h", 8, "1 0 1 1 10 6 3 1 6 0"),
                line("i", 9, "3 0 1 1 10 16 4 4 6 0"),
                line("k", 11, "2 5 1 1 3 1 0 2 0 0")),
            StateSource.GLOBAL,
            SERVERS);
    String expected =
        line("a", 1, "0 0 1 1 100 8 2 0 6 0")
            + line("b", 2, "2 8 3 5 200 6 3 4 2 0")
            + line("c", 3, "0 1 1 1 300 1 0 0 0 0")
            + line("d", 4, "2 0 1 1 0 1 0 2 0 0").replace("7777", "80")
            + line("e", 5, "0 5 1 1 50 1 0 4 8 0")
            + line("f", 6, "2 0 9 9 50 1 0 4 0 0")
            + line("g", 7, "0 0 1 1 10 16 4 0 6 0")
            + line("h", 8, "2 0 1 1 10 6 3 3 6 0")
            + line("i", 9, "3 0 1 1 10 16 4 2 6 0")
            + line("j", 10, "2 0 1 1 0 1 0 2 0 0").replace("7777", "80")
            + line("k", 11, "2 0 1 1 3 1 0 4 0 0");
    String written = states(world);
    assertEquals(expected, written.substring(written.indexOf("\n", 3) + 1));
    assertEquals(
        List.of(
            "server-state application failed for server 'be1/d', invalid srv_op_state value '9',"
                + " invalid srv_check_status value '99'"),
        warnings);
    assertEquals(
        List.of(
            "console config : Server be1/a is DOWN, changed from server-state after a reload. 9"
                + " active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in"
                + " queue.",
            "console config : Server be1/b remains in forced drain mode."),
        world.events.take().subList(0, 2));
    Backend backend = world.runtime.backend("be1");
    assertEquals("NOLB 1/3", backend.server("i").statusText());
    assertEquals(3, backend.server("b").userWeight());
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    String[] servers = {"a check weight 5", "b agent-check", "c slowstart 10000", "d id 9 map 7"};
    ProxyWorld first = load(file(), StateSource.GLOBAL, servers);
    Backend backend = first.runtime.backend("be1");
    backend.server("a").changes().changeWeight("3");
    backend.server("a").changes().changeAddress("127.0.0.9", "8", null);
    backend.server("b").agent().enabled(false);
    backend.server("b").changes().drain();
    backend.server("c").changes().maintenance();
    first.timers.pass(20_000);
    String written = states(first).replace("127.0.0.9", "127.0.0.1");
    String again = states(load(written, StateSource.GLOBAL, servers));
    assertEquals(written, again.replaceAll(" 4 ([06]) ", " 2 $1 "), "health apart");
    assertEquals(
        List.of(
            "server-state partially applied for server 'be1/b', agent checks are not enabled on"
                + " this server"),
        warnings);
  }

  @Test
  void namesTakeTheirLastAddress() throws IOException {
    String text = file(line("a", 1, "2 0 1 1 5 1 0 2 0 0").replace("127.0.0.1", "127.0.0.77"));
    ProxyWorld world = load(text, StateSource.GLOBAL, "a fqdn server.test");
    Server a = world.runtime.backend("be1").server("a");
    assertEquals("/127.0.0.77:7777 no check", a.address() + " " + a.statusText());
    assertEquals(List.of(), warnings);
  }

  @Test
  void filesThatAreNone() throws IOException {
    String file = folder.resolve("states").toString();
    load("2\n", StateSource.GLOBAL, SERVERS);
    load(file("1 be1 1 a 127.0.0.1 0 0 1\n"), StateSource.GLOBAL, SERVERS);
    load(file(line("a", 1, "0 0 1 1 100 8 2 0 6 0").strip()), StateSource.LOCAL, SERVERS);
    load("", StateSource.LOCAL, SERVERS);
    load("", StateSource.GLOBAL, SERVERS);
    Files.delete(folder.resolve("states"));
    load(null, StateSource.GLOBAL, SERVERS);
    load(null, StateSource.LOCAL, SERVERS);
    assertEquals(
        List.of(
            "config: Can't get version of the global server state file '" + file + "'.",
            "config: corrupted global server state file '" + file + "' at line 2.",
            "Proxy 'be1': corrupted server state file '" + file + "' at line 2.",
            "notice Proxy 'be1': Empty server state file '" + file + "'.",
            "notice config: Empty global server state file '" + file + "'.",
            "notice config: Can't open global server state file '"
                + file
                + "': No such file or directory",
            "notice Proxy 'be1': Can't open server state file '"
                + file
                + "': No such file or directory."),
        warnings);
  }

  @Test
  void aLocalFileOfAnotherConfiguration() throws IOException {
    String middle = "0 0 1 1 100 8 2 0 6 0";
    ProxyWorld world =
        load(
            file(
                line("a", 1, middle).replaceFirst("1", "9"),
                line("b", 1, middle).replace("be1", "zz"),
                line("nix", 1, middle)),
            StateSource.LOCAL,
            SERVERS);
    assertEquals(
        List.of(
            "Proxy 'be1': backend ID mismatch: from server state file: '9', from running config"
                + " '1'",
            "Proxy 'be1': backend name mismatch: from server state file: 'zz', from running config"
                + " 'be1'",
            "Proxy 'be1': can't find server 'nix' in backend 'be1'"),
        warnings);
    Backend backend = world.runtime.backend("be1");
    assertEquals("DOWN", backend.server("a").statusText());
    assertEquals("UP 1/3", backend.server("b").statusText());
  }

  @Test
  void whatIsNoStateFileIsLeft() throws IOException {
    String line = line("a", 1, "0 0 1 1 100 8 2 0 6 0");
    Files.createDirectory(folder.resolve("states"));
    load(null, StateSource.GLOBAL, SERVERS);
    Files.delete(folder.resolve("states"));
    load("1\r\n" + line, StateSource.LOCAL, SERVERS);
    load(" +01\n" + line + "x".repeat(1 << 20), StateSource.LOCAL, SERVERS);
    load("1\n\n \t\n#\n" + line + "\0" + line, StateSource.LOCAL, SERVERS);
    String file = folder.resolve("states").toString();
    assertEquals(
        List.of(
            "config: Can't get version of the global server state file '" + file + "'.",
            "Proxy 'be1': Can't get version of the server state file '" + file + "'.",
            "Proxy 'be1': corrupted server state file '" + file + "' at line 2.",
            "Proxy 'be1': corrupted server state file '" + file + "' at line 5."),
        warnings);
  }

  @Test
  void aPathNoSystemTakes() throws IOException {
    ProxyWorld world = new ProxyWorld(Balancers::of, "x/".repeat(3000), "/");
    world.stateFrom(StateSource.LOCAL, "y/".repeat(3000)).backend("be1", "a");
    new StateFileLoader(world.runtime, warnings::add, said -> warnings.add("notice " + said))
        .load();
    assertEquals(
        List.of(
            "config: Can't load global server state file: file too long.",
            "Proxy 'be1': Can't load local server state file: file too long."),
        warnings);
  }

  @Test
  void theGlobalFileLiesInTheBase() throws IOException {
    Files.writeString(folder.resolve("all"), file(line("a", 1, "2 0 7 1 5 1 0 2 0 0")));
    ProxyWorld world = new ProxyWorld(Balancers::of, "all", folder + "/");
    world.stateFrom(StateSource.GLOBAL, null).backend("be1", "a");
    new StateFileLoader(world.runtime, warnings::add, said -> warnings.add("notice " + said))
        .load();
    assertEquals(List.of(), warnings);
    assertEquals(7, world.runtime.backend("be1").server("a").userWeight());
  }
}
