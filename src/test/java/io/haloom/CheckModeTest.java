package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.config.Environment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -c}: what it prints on its output, and the exit status, as HAProxy 2.6.12. */
class CheckModeTest {
  private static final String VALID = "0 Configuration file is valid\n";
  private static final String NO_LISTENER =
      "2 Configuration file has no error but will not start (no listener) => exit(2).\n";

  @TempDir Path folder;

  private String check(String config) throws Exception {
    Path file = Files.writeString(folder.resolve("c.cfg"), config);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
    String[] args = {"-c", "-f", file.toString()};
    int status =
        new Startup(
                CommandLineParser.parse(args),
                new Console(new PrintStream(out, true), nowhere, null, false),
                new Environment(Map.of()),
                args)
            .run();
    return status + " " + out;
  }

  @Test
  void aBindLineIsAListener() throws Exception {
    assertEquals(VALID, check("frontend f\n timeout client 1s\n bind 127.0.0.1:1\n"));
  }

  @Test
  void aStatsSocketIsAListenerToo() throws Exception {
    assertEquals(VALID, check("global\n stats socket " + folder + "/s\nbackend b\n"));
  }

  @Test
  void withoutAListenerItWouldNotStart() throws Exception {
    assertEquals(NO_LISTENER, check("backend b\n"));
    assertEquals(
        NO_LISTENER, check("frontend f\n timeout client 1s\n bind 127.0.0.1:1\n disabled\n"));
  }

  @Test
  void warningsAreMentioned() throws Exception {
    assertEquals(
        "0 Warnings were found.\nConfiguration file is valid\n",
        check("frontend f\n bind 127.0.0.1:1\n"));
  }

  @Test
  void errorsEndIt() throws Exception {
    assertEquals("1 ", check("frontend f\n bnid 127.0.0.1:1\n"));
  }
}
