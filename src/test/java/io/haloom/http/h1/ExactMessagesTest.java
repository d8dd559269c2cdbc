package io.haloom.http.h1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.haloom.http.BadMessageException;
import io.haloom.http.Framing;
import io.haloom.http.HttpLimits;
import io.haloom.http.InvalidMessage;
import io.haloom.http.MessageBuffers;
import io.haloom.http.MessageHead;
import io.haloom.http.MessageState;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages that HAProxy was given: which of them pass, what is sent on, and what is remembered of
 * those that are not as they should be.
 */
class ExactMessagesTest {

  /** One line of a table. */
  record Row(boolean relaxed, String[] columns) {
    String status() {
      return columns[0].startsWith("!") ? columns[0].substring(1) : columns[0];
    }

    boolean differs() {
      return columns[0].startsWith("!");
    }

    String event() {
      return String.join(" ", List.of(columns).subList(1, 6));
    }

    String message() {
      return columns[6];
    }

    String forwarded() {
      return columns.length > 7 ? columns[7] : "";
    }

    @Override
    public String toString() {
      String text = message();
      return (relaxed ? "relaxed " : "") + (text.length() > 100 ? text.substring(0, 100) : text);
    }
  }

  static List<Row> requests() {
    List<Row> rows = rows("exact-requests.txt", false);
    rows.addAll(rows("exact-relaxed-requests.txt", true));
    return rows;
  }

  static List<Row> responses() {
    List<Row> rows = rows("exact-responses.txt", false);
    rows.addAll(rows("exact-relaxed-responses.txt", true));
    return rows;
  }

  private static List<Row> rows(String resource, boolean relaxed) {
    List<Row> rows = new ArrayList<>();
    try (InputStream in = ExactMessagesTest.class.getResourceAsStream(resource)) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
        if (line.startsWith("!")) {
          String[] columns = line.split("\t", 9);
          columns[1] = columns[0];
          rows.add(new Row(relaxed, List.of(columns).subList(1, 9).toArray(String[]::new)));
        } else if (!line.startsWith("#")) {
          rows.add(new Row(relaxed, line.split("\t", 8)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static Http1Reader reader(Row row, byte[] bytes) {
    HttpLimits limits = new HttpLimits(16384, 1024, 101, row.relaxed());
    return new Http1Reader(new ScriptedConnection(bytes), new MessageBuffers(limits));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRequest(Row row) throws Exception {
    Http1Reader reader = reader(row, Samples.unescape(row.message()));
    try {
      RequestHead head = reader.readRequest();
      InvalidMessage suspicious = reader.suspicious();
      reader.body().check();
      takeTrailers(reader, head);
      assertEquals(row.status(), "200");
      assertForwarded(row, head);
      assertEvent(row, suspicious);
    } catch (BadMessageException e) {
      assertEquals(row.status(), Integer.toString(e.status()));
      assertRefused(row, reader.invalid(e));
    }
  }

  /** A body that has come whole is read, for its trailers may be wrong. */
  private static void takeTrailers(Http1Reader reader, MessageHead head) throws IOException {
    if (head.framing() == Framing.CHUNKED) {
      while (reader.body().next() != null) {
        continue;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("responses")
  void aResponse(Row row) throws Exception {
    int space = row.message().indexOf(' ');
    Method method = Method.valueOf(row.message().substring(0, space));
    Http1Reader reader = reader(row, Samples.unescape(row.message().substring(space + 1)));
    try {
      ResponseHead head = reader.readResponse(method);
      String status = row.status().equals("---") ? "200" : row.status();
      assertEquals(status, Integer.toString(head.status()));
      assertForwarded(row, head);
      assertEvent(row, reader.suspicious());
    } catch (BadMessageException e) {
      assertEquals(row.status(), "502");
      assertRefused(row, reader.invalid(e));
    }
  }

  private static void assertForwarded(Row row, MessageHead head) throws IOException {
    ScriptedConnection out = new ScriptedConnection(new byte[0]);
    new Http1Writer(out, new MessageBuffers(HttpLimits.DEFAULT)).head(head).endHead().flush();
    if (!row.forwarded().equals("*")) {
      String expected = new String(Samples.unescape(row.forwarded()), StandardCharsets.ISO_8859_1);
      assertEquals(expected, out.sentText());
    }
  }

  private static void assertRefused(Row row, InvalidMessage invalid) {
    if (!row.differs() && !row.event().startsWith("-")) {
      assertEvent(row, invalid);
    }
  }

  private static void assertEvent(Row row, InvalidMessage invalid) {
    if (row.event().startsWith("-")) {
      assertNull(invalid);
      return;
    }
    // HAProxy does not say where in the trailers it is.
    boolean trailers = invalid.state() == MessageState.TRAILERS;
    String actual =
        String.format(
            "%s MSG_%s 0x%08x %d %d",
            trailers ? row.columns()[1] : Integer.toString(invalid.position()),
            invalid.state(),
            invalid.flags(),
            invalid.chunkLength(),
            invalid.bodyLength());
    assertEquals(row.event(), actual);
  }
}
