package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.http.InvalidMessage;
import io.haloom.http.MessageState;
import io.haloom.proxy.Backend;
import io.haloom.proxy.CapturedMessages;
import io.haloom.proxy.Frontend;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code show errors}, beside what HAProxy 2.6.12 printed of the same messages. */
class ShowErrorsTest {
  private static final String CONFIGURATION =
      """
      global
        stats socket %1$s/s level admin
      defaults
        timeout client 5s
        timeout server 5s
        timeout connect 2s
      frontend fe
        bind unix@%1$s/fe
        default_backend be
      backend be
        server s1 127.0.0.1:1
      listen other
        bind unix@%1$s/other
      """;
  private static final InetSocketAddress CLIENT = new InetSocketAddress("127.0.0.1", 55372);

  @TempDir Path folder;

  private static InvalidMessage message(
      String text, int position, boolean response, MessageState state, int flags) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return new InvalidMessage(bytes, position, response, true, state, flags, 0, 3);
  }

  private static String ask(AdminWorld world, String command) throws IOException {
    return RawClient.ask(world.path(0), command + ";quit\n")
        .replaceAll("\\[\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d\\.\\d{3}]", "[DATE]");
  }

  private static void capture(AdminWorld world) {
    CapturedMessages captured = world.runtime.captured();
    Frontend frontend = world.runtime.frontend("fe");
    Backend backend = world.runtime.backend("be");
    captured.request(
        frontend, null, CLIENT, message("gone", 0, false, MessageState.RQBEFORE, 0x1400));
    captured.request(
        frontend,
        null,
        CLIENT,
        message(
            "GET / HTTP/1.1\r\nLong: "
                + "x".repeat(200)
                + "\r\nA B: c\r\n\r\nrest\0\u001b\\\t\u00ff",
            225,
            false,
            MessageState.HDR_NAME,
            0x1410));
    captured.response(
        backend,
        frontend,
        backend.server("s1"),
        CLIENT,
        message("HTTP/1.1 2x0 OK\r\n\r\n", 10, true, MessageState.RPCODE, 0x1414));
  }

  private static final String REQUEST =
      """
      \s
      [DATE] frontend fe (#2): invalid request
        backend <NONE> (#-1), server <NONE> (#-1), event #1, src 127.0.0.1:55372
        buffer starts at 0 (including 0 out), 16141 free,
        len 243, wraps at 16384, error at position 225
        H1 connection flags 0x00000100, H1 stream flags 0x00000810
        H1 msg state MSG_HDR_NAME(17), H1 msg flags 0x00001410
        H1 chunk len 0 bytes, H1 body len 3 bytes :
       \s
        00000  GET / HTTP/1.1\\r\\n
        00016  Long: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        00086+ xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        00156+ xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\\r\\n
        00224  A B: c\\r\\n
        00232  \\r\\n
        00234  rest\\x00\\e\\\\\\t\\xFF
      """;
  private static final String RESPONSE =
      """
      \s
      [DATE] backend be (#3): invalid response
        frontend fe (#2), server s1 (#1), event #2, src 127.0.0.1:55372
        buffer starts at 0 (including 0 out), 16365 free,
        len 19, wraps at 16384, error at position 10
        H1 connection flags 0x80002200, H1 stream flags 0x00004810
        H1 msg state MSG_RPCODE(12), H1 msg flags 0x00001414
        H1 chunk len 0 bytes, H1 body len 3 bytes :
       \s
        00000  HTTP/1.1 2x0 OK\\r\\n
        00017  \\r\\n
      """;
  private static final String TOTAL = "Total events captured on [DATE] : 3\n";

  @Test
  void theLastOfEachKindAndProxy() throws Exception {
    try (AdminWorld world = new AdminWorld(CONFIGURATION.formatted(folder))) {
      assertEquals("Total events captured on [DATE] : 0\n\n", ask(world, "show errors"));
      capture(world);
      assertEquals(TOTAL + REQUEST + RESPONSE + "\n", ask(world, "show errors"));
      assertEquals(TOTAL + REQUEST + RESPONSE + "\n", ask(world, "show errors -1"));
      assertEquals(TOTAL + REQUEST + RESPONSE + "\n", ask(world, "show errors fe"));
      assertEquals(TOTAL + RESPONSE + "\n", ask(world, "show errors be"));
      assertEquals(TOTAL + RESPONSE + "\n", ask(world, "show errors 3"));
      assertEquals(TOTAL + REQUEST + "\n", ask(world, "show errors fe request"));
      assertEquals(TOTAL + RESPONSE + "\n", ask(world, "show errors -1 response"));
      assertEquals(TOTAL + "\n", ask(world, "show errors other"));
      assertEquals("No such proxy.\n\n", ask(world, "show errors nobody"));
    }
  }
}
