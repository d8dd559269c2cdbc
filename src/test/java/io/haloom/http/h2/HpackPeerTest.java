package io.haloom.http.h2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Needs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Blocks of ours are read, and others' are read here, by an HPACK that we have not written. */
class HpackPeerTest {
  private static final int BLOCKS = 600;
  private static final String SCRIPT = "src/test/resources/io/haloom/http/h2/hpack-peer.py";

  private final Random random = new Random(7541);
  private final FieldMaker maker = new FieldMaker(random);
  private Process peer;
  private Writer commands;
  private BufferedReader answers;

  @BeforeEach
  void start() throws Exception {
    peer =
        new ProcessBuilder(Needs.python("hpack"), SCRIPT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    commands = peer.outputWriter();
    answers = peer.inputReader();
  }

  @AfterEach
  void stop() throws Exception {
    if (peer != null) {
      commands.close();
      peer.waitFor();
    }
  }

  private String ask(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    return answers.readLine();
  }

  private static String hex(List<String> fields) {
    return fields.stream().map(HpackPeerTest::hex).collect(Collectors.joining(" "));
  }

  private static String hex(String field) {
    boolean never = field.startsWith("!");
    int colon = field.indexOf(": ", 1);
    HexFormat format = HexFormat.of();
    return format.formatHex(Fields.bytes(field.substring(never ? 1 : 0, colon)))
        + "="
        + format.formatHex(Fields.bytes(field.substring(colon + 2)))
        + (never ? "!" : "");
  }

  @Test
  void itReadsOurs() throws Exception {
    HpackEncoder encoder = new HpackEncoder(8192);
    ask("L 8192");
    for (int i = 0; i < BLOCKS; i++) {
      if (random.nextInt(20) == 0) {
        encoder.tableLimit(random.nextInt(10_000));
      }
      List<String> fields = maker.next();
      String block = HexFormat.of().formatHex(Fields.encode(encoder, fields));
      // What we make a secret of by ourselves is marked there, too.
      assertEquals(
          hex(fields).replace("!", ""), ask("D " + block).replace("!", ""), () -> "in " + block);
    }
  }

  @Test
  void weReadIts() throws Exception {
    HpackDecoder decoder = new HpackDecoder(4096, 1 << 20);
    Fields fields = new Fields(decoder);
    for (int i = 0; i < BLOCKS; i++) {
      if (random.nextInt(20) == 0) {
        ask("S " + random.nextInt(4097));
      }
      List<String> sent = maker.next();
      String block = ask("E " + hex(sent));
      // It forgets the mark of a field that is in its table.
      assertEquals(
          hex(sent).replace("!", ""),
          hex(fields.decode(block)).replace("!", ""),
          () -> "in " + block);
    }
  }
}
