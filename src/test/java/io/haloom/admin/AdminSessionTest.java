package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conversation itself, byte for byte as HAProxy 2.6.12 holds it. */
class AdminSessionTest {
  private static final String VERSION = "2.6.12-test\n";
  private static final String TOO_BIG =
      "The command line is too big for the buffer size."
          + " Please change tune.bufsize in the configuration to use a bigger command.\n";

  @TempDir Path folder;
  private AdminWorld world;
  private Path socket;

  @BeforeEach
  void start() throws IOException {
    world =
        new AdminWorld(
            """
            global
              stats socket %s/s level admin
              stats timeout 10s
            defaults
              timeout client 1s
              timeout server 1s
              timeout connect 1s
            backend be1
              server s1 127.0.0.1:1 weight 5
            """
                .formatted(folder));
    socket = world.path(0);
  }

  @AfterEach
  void stop() throws IOException {
    world.close();
  }

  @Test
  void oneCommandEndsTheConnection() throws IOException {
    assertEquals(VERSION + "\n", RawClient.ask(socket, "show version\n"));
  }

  @Test
  void commandsInOneLineAreAnsweredInOrder() throws IOException {
    assertEquals(
        VERSION + "\n5 (initial 5)\n\n",
        RawClient.ask(socket, "show version;get weight be1/s1\r\n"));
    assertEquals((VERSION + "\n").repeat(2), RawClient.ask(socket, "show version\nshow version\n"));
  }

  @Test
  void aLineWithoutAnEndIsNone() throws IOException {
    assertEquals("", RawClient.askAndFinish(socket, "show version"));
    assertEquals(VERSION + "\n", RawClient.askAndFinish(socket, "show version;show version"));
  }

  @Test
  void promptTogglesInteractiveMode() throws IOException {
    assertEquals(
        "\n> " + VERSION + "\n> \n" + VERSION + "\n",
        RawClient.ask(socket, "prompt\nshow version\nprompt\nshow version\n"));
    assertEquals("\n> " + VERSION + "\n> ", RawClient.ask(socket, "prompt;show version;quit\n"));
    try (RawClient client = new RawClient(socket)) {
      client.send("prompt\n");
      assertEquals("\n> ", client.until("> "));
      client.send("show version\n");
      assertEquals(VERSION + "\n> ", client.until("> "));
      client.send("quit\n");
      assertEquals("", client.all());
    }
  }

  @Test
  void backslashesProtect() throws IOException {
    assertEquals(VERSION + "\n", RawClient.ask(socket, "show ver\\sion\n"));
    assertEquals("No such server.\n\n", RawClient.ask(socket, "get weight be1/s1\\;x\n"));
    assertTrue(RawClient.ask(socket, "show\\ version\n").startsWith("Unknown command"));
  }

  @Test
  void payloadsEndAtAnEmptyLine() throws IOException {
    assertEquals(VERSION + "\n", RawClient.ask(socket, "show version <<\na b\n\n"));
    assertEquals(
        "\n> + + " + VERSION + "\n> ",
        RawClient.ask(socket, "prompt\nshow version <<\na;b\n\nquit\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "help => The following commands are valid.*\n  show stat .*",
        "show schema json => .*json-schema.org/draft-04/schema#.*",
        "show threads =>   Thread \\d+ : name=.*",
        "show activity => .*\naccepted: 0 .*",
        "show libs => # .*\n0x[0-9a-f]+-0x[0-9a-f]+ /.*",
        "show pools => .*  - Pool Metaspace : \\d+ bytes.*",
        "show tasks => Running tasks: \\d+\n.*"
      })
  void theProcessIsShown(String one) throws IOException {
    String[] asked = one.split(" => ");
    String answer = RawClient.ask(socket, asked[0] + "\n");
    assertTrue(answer.matches("(?s)" + asked[1]), answer);
  }

  @Test
  void linesAreAsLongAsTheBuffer() throws IOException {
    String padding = "x".repeat(16383 - "show version \n".length());
    assertEquals(VERSION + "\n", RawClient.ask(socket, "show version " + padding + "\n"));
    assertEquals(TOO_BIG + "\n", RawClient.ask(socket, "show version " + padding + "x\n"));
    assertEquals("", RawClient.askAndFinish(socket, "x".repeat(100_000)));
  }

  @Test
  void whatFollowsALineThatIsTooLongIsRun() throws IOException {
    String line = "set map #0 " + "x".repeat(100_000) + "\n";
    assertEquals(
        "\n> " + TOO_BIG + "\n> " + VERSION + "\n> ",
        RawClient.ask(socket, "prompt\n" + line + "show version\nquit\n"));
  }

  @Test
  void payloadsHaveALimit() throws IOException {
    String line = "x".repeat(999) + "\n";
    String most = line.repeat(CommandReader.PAYLOAD_LIMIT / line.length());
    assertEquals(VERSION + "\n", RawClient.ask(socket, "show version <<\n" + most + "\n"));
    String answer = "The payload is too big.\n\n";
    assertEquals(answer, RawClient.ask(socket, "show version <<\n" + most + line + "\n"));
    String overlong = "show version <<\n" + "x".repeat(16384) + "\ny\n\n";
    assertEquals(answer, RawClient.ask(socket, overlong));
  }

  @Test
  void anEmptyLineIsAnsweredByAnother() throws IOException {
    assertEquals("\n", RawClient.ask(socket, "\n"));
    assertEquals(
        "\n> \n> \n> " + VERSION + "\n> ",
        RawClient.ask(socket, "prompt\n\n \t\r\nshow version\nquit\n"));
  }

  @Test
  void manyCommandsAtOnceAreAllDone() throws IOException {
    String answer = RawClient.ask(socket, "show version;".repeat(2000) + "show version\n");
    assertEquals((VERSION + "\n").repeat(2001), answer);
  }

  @Test
  void severityMarksMessages() throws IOException {
    assertEquals(
        "\n[6]: " + VERSION + "\n[3]: Require 'backend/server'.\n\n5 (initial 5)\n\n",
        RawClient.ask(
            socket, "set severity-output number;show version;get weight x;get weight be1/s1\n"));
    assertEquals(
        "\n[info]: " + VERSION + "\n\n" + VERSION + "\n",
        RawClient.ask(
            socket,
            "set severity-output string;show version;set severity-output none;show version\n"));
    assertEquals(
        "one of 'none', 'number', 'string' is a required argument\n\n",
        RawClient.ask(socket, "set severity-output x\n"));
  }

  @Test
  void wordsThatAreTooManyAreNotDropped() throws IOException {
    assertEquals(VERSION + "\n", RawClient.ask(socket, "show version" + " x".repeat(62) + " \n"));
    assertEquals(
        "Too many arguments. Commands must have at most 64 arguments.\n\n",
        RawClient.ask(socket, "show version" + " x".repeat(63) + "\n"));
  }

  @Test
  void levelsOnlyGoDown() throws IOException {
    assertEquals(
        "\nuser\n\nPermission denied\n\n5 (initial 5)\n\nPermission denied\n\n",
        RawClient.ask(
            socket, "user;show cli level;operator;get weight be1/s1;set weight be1/s1 1\n"));
    assertEquals(VERSION + "\n", RawClient.ask(socket, "operator -;show version\n"));
  }

  @Test
  void binaryIsAnsweredAndForgotten() throws IOException {
    byte[] all = new byte[257];
    for (int i = 0; i < 256; i++) {
      all[i] = (byte) i;
    }
    all[256] = '\n';
    try (RawClient client = new RawClient(socket)) {
      client.send(all);
      assertTrue(client.all().startsWith("\nUnknown command"), "two lines, one without a word");
    }
    assertEquals(VERSION + "\n", RawClient.ask(socket, "show\0version\n"));
  }

  @Test
  void aClientThatNeverReadsHoldsNobodyUp() throws IOException {
    try (RawClient mute = new RawClient(socket)) {
      mute.send("set timeout cli 1;" + "help;".repeat(3000) + "\n");
      assertEquals(VERSION + "\n", RawClient.ask(socket, "show version\n"));
    }
  }

  @Test
  void aSilentClientIsLetGo() throws IOException {
    try (RawClient client = new RawClient(socket)) {
      client.send("prompt;set timeout cli 1\n");
      assertEquals("\n> \n> ", client.all());
    }
  }

  @Test
  void halfALineIsWaitedFor() throws IOException {
    try (RawClient client = new RawClient(socket)) {
      for (byte b : "show version\n".getBytes(StandardCharsets.US_ASCII)) {
        client.send(new byte[] {b});
      }
      assertEquals(VERSION + "\n", client.all());
    }
  }
}
