package io.haloom.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a message that one program refuses and the other passes on. */
class RefusalTest {
  private static final String PAGE =
      "HTTP/1.1 400 Bad request\\r\\n\ncontent-length: 0\\r\\n\n\\r\\n\n<END>\n";
  private static final String LOG = "log: p b/s 200 - - ---- GET|/\n";

  private static String outcome(String client, String server, String log) {
    return "client:\n" + client + server + log;
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', a?b, a\\?b, true",
    "'', '', a?b, c, false",
    "'OK\n', 'OK\n', a?b, a\\?b, true",
    "'OK\n', 'NO\n', a?b, a\\?b, false",
  })
  void allBeforeIsTheSame(
      String theirsBefore, String oursBefore, String host, String passed, boolean refused) {
    String haproxy =
        outcome(theirsBefore + "200\n<END>\n", "server:\nGET /\nhost: " + host + "\n<END>\n", LOG);
    String haloom = outcome(oursBefore + PAGE, "", "log: p p/<NOSRV> 400 - - PR--\n");
    assertEquals(refused, Refusal.isBetween(haproxy, haloom, Pattern.compile(passed)));
  }

  @ParameterizedTest
  @CsvSource({"'GET /\n', true", "'GET /other\n', false"})
  void whatTheServerHadBeenSentIsTheSame(String sent, boolean refused) {
    String haproxy = outcome("200\n<END>\n", "server:\nGET /\nbad\n<END>\n", LOG);
    String haloom =
        outcome(PAGE, "server:\n" + sent + "<END>\n", "log: p b/s 400 - - PH-- GET|/\n");
    assertEquals(refused, Refusal.isBetween(haproxy, haloom, Pattern.compile("bad")));
  }
}
