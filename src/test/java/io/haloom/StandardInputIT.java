package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.demo.DemoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that comes from the standard input. */
class StandardInputIT {
  private static final String FROM_FILE = "input=$1; shift; exec \"$0\" \"$@\" < \"$input\"";

  @TempDir Path folder;

  @Test
  void aWorkerHasTheStandardInputOfItsMaster() throws Exception {
    int port = Launched.freePort();
    DemoServer server = new DemoServer("one");
    Path file = Launched.configuration(folder, "", port, server.port());
    try (Launched program = fromStandardInput(file, "-W", "-f", "/dev/stdin")) {
      assertEquals("one: hello", program.echo(port, "hello"));
      long first = worker(program, -1);
      assertEquals(file, Files.readSymbolicLink(Path.of("/proc/" + first + "/fd/0")));
      program.signal("USR2");
      long second = worker(program, first);
      assertEquals(file, Files.readSymbolicLink(Path.of("/proc/" + second + "/fd/0")));
      assertEquals("one: again", program.echo(port, "again"));
    }
  }

  private static Launched fromStandardInput(Path file, String... args) throws IOException {
    String[] words = new String[args.length + 4];
    words[0] = "-c";
    words[1] = FROM_FILE;
    words[2] = Launched.LAUNCHER.toString();
    words[3] = file.toString();
    System.arraycopy(args, 0, words, 4, args.length);
    return Launched.start(Map.of(), "sh", words);
  }

  /** The process that runs Java, once it is another than the one before. */
  private static long worker(Launched program, long before) {
    ProcessHandle master = ProcessHandle.of(program.pid()).orElseThrow();
    while (true) {
      var worker =
          master
              .descendants()
              .filter(
                  one -> one.pid() != before && one.info().command().orElse("").contains("java"))
              .findFirst();
      if (worker.isPresent()) {
        return worker.get().pid();
      }
      Thread.onSpinWait();
    }
  }
}
