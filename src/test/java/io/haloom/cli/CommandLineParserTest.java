package io.haloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.cli.CommandLine.Flag;
import io.haloom.cli.CommandLine.Task;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineParserTest {
  private static CommandLine parse(String words) throws CommandLineException {
    return CommandLineParser.parse(words.split(" "));
  }

  private static CommandLineException refused(String words) {
    return assertThrows(CommandLineException.class, () -> parse(words));
  }

  @Test
  void takesDebiansInitScript() throws CommandLineException {
    CommandLine line = parse("-f /etc/haproxy/haproxy.cfg -D -p /run/haproxy.pid -sf 12 34");
    assertEquals(Task.SERVE, line.task());
    assertEquals(List.of("/etc/haproxy/haproxy.cfg"), line.files());
    assertEquals(Set.of(Flag.DAEMON), line.flags());
    assertEquals("/run/haproxy.pid", line.overrides().pidfile());
    assertEquals(List.of(12L, 34L), line.old().pids());
    assertFalse(line.old().terminate());
  }

  @Test
  void takesDebiansUnit() throws CommandLineException {
    CommandLine line = parse("-Ws -f a.cfg -p /run/haproxy.pid");
    assertEquals(Set.of(Flag.MASTER_WORKER, Flag.SYSTEMD, Flag.FOREGROUND), line.flags());
    assertFalse(line.daemon(true));
  }

  @Test
  void allAfterTwoDashesAreFiles() throws CommandLineException {
    CommandLine line = parse("-f a -c -- b -v");
    assertEquals(List.of("a", "b", "-v"), line.files());
    assertEquals(Task.CHECK, line.task());
  }

  @Test
  void readsValues() throws CommandLineException {
    CommandLine line = parse("-C /tmp -n 100x -m 64 -N 50 -L peer -x /run/s -f x -st 7");
    assertEquals(
        new CommandLine.Overrides("/tmp", 100, 50, 64, "peer", null, List.of()), line.overrides());
    assertEquals("/run/s", line.old().socket());
    assertTrue(line.old().terminate());
  }

  @Test
  void anEmptyListOfOldProcessesIsFine() throws CommandLineException {
    CommandLine line = parse("-sf -f x");
    assertEquals(List.of(), line.old().pids());
    assertEquals(List.of("x"), line.files());
  }

  @ParameterizedTest
  @CsvSource({
    "-v, VERSION",
    "-vv, BUILD_OPTIONS",
    "-version, VERSION",
    "-c -v nonsense, VERSION",
    "-c, CHECK",
    "-cc 1, CONDITION",
    "-dMhelp, MEMORY_HELP",
    "-dM0x51;no-merge;tag -c, CHECK",
    "-dM -db, SERVE"
  })
  void tellsTheTask(String words, Task task) throws CommandLineException {
    assertEquals(task, parse(words.replace(';', ',')).task());
  }

  @ParameterizedTest
  @CsvSource({
    "-db, FOREGROUND",
    "-d, DEBUG",
    "-dx, DEBUG",
    "-V, VERBOSE",
    "-q, QUIET",
    "-dD, DIAG",
    "-dW, ZERO_WARNING",
    "-W, MASTER_WORKER",
    "-dr, IGNORE_RESOLUTION_FAILURES",
    "-de, NO_EPOLL",
    "-dS, NO_SPLICE",
    "-dR, NO_REUSEPORT",
    "-dV, NO_SERVER_VERIFY",
    "-dL, LIST_LIBRARIES"
  })
  void readsFlags(String word, Flag flag) throws CommandLineException {
    assertEquals(Set.of(flag), parse(word).flags());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-dp", "-dG", "-dMtag"})
  void takesWhatMeansNothingHere(String word) throws CommandLineException {
    assertEquals(Set.of(), parse(word).flags());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-f", "-n", "-Z 1", "-", "-h", "-sf 0", "-sx"})
  void answersWithUsage(String words) {
    CommandLineException e = refused(words);
    assertTrue(e.showsUsage());
    assertNull(e.getMessage());
  }

  @Test
  void asHaproxySaysIt() {
    assertEquals("Unix socket path expected with the -x flag\n", refused("-x").getMessage());
    assertEquals(
        "-sf option: some bytes unconsumed in PID list {abc}", refused("-sf abc").getMessage());
    assertEquals("-dM: unknown pool debugging feature <foo>", refused("-dMtag,foo").getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-dKall"})
  void refusesByName(String words) {
    CommandLineException e = refused(words);
    assertFalse(e.showsUsage());
    assertTrue(e.getMessage().startsWith(words.substring(0, 2)), e.getMessage());
  }

  @Test
  void warnsOfASecondOldSocket() throws CommandLineException {
    CommandLine line = parse("-x a -x b");
    assertEquals("b", line.old().socket());
    assertEquals(List.of("-x option already set, overwriting the value"), line.warnings());
  }

  @Test
  void theCommandLineDecidesOnTheDaemon() throws CommandLineException {
    assertTrue(parse("-f x").daemon(true));
    assertFalse(parse("-f x").daemon(false));
    assertFalse(parse("-f x -db").daemon(true));
    assertFalse(parse("-f x -d").daemon(true));
    assertTrue(parse("-f x -db -D").daemon(false));
  }
}
