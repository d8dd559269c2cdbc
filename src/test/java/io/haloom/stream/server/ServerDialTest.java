package io.haloom.stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.haloom.net.ConnectOptions;
import org.junit.jupiter.api.Test;

class ServerDialTest {
  private static final ConnectOptions FAST = new ConnectOptions(true, "lo", true, 5, 6, 7, true);

  /** With {@code TCP_FASTOPEN_CONNECT} nothing is sent before the first data. */
  @Test
  void fastOpenIsForWhoSpeaksFirstAtTheFirstAttempt() {
    assertEquals(
        new ConnectOptions(true, "lo", true, 5, 6, 7, true),
        ServerDial.options(FAST, null, true, true));
    assertEquals(
        new ConnectOptions(false, "lo", true, 5, 6, 7, false),
        ServerDial.options(FAST, null, false, true));
    assertFalse(ServerDial.options(FAST, null, true, false).fastOpen());
  }

  @Test
  void othersNeedNoOptionsOfTheirOwn() {
    ConnectOptions plain = ConnectOptions.DEFAULT;
    assertSame(plain, ServerDial.options(plain, null, false, false));
    assertSame(plain, ServerDial.options(plain, null, true, true));
  }
}
