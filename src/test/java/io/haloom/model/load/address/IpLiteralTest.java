package io.haloom.model.load.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** Numbers that the C library takes as addresses of servers. */
class IpLiteralTest {
  private static String loose(String text) {
    return IpLiteral.loose(text).getHostAddress();
  }

  @Test
  void oneToFourNumbersAreAnAddress() {
    assertEquals("127.0.0.1", loose("127.1"));
    assertEquals("127.0.0.1", loose("0x7f.1"));
    assertEquals("127.0.0.1", loose("2130706433"));
    assertEquals("127.0.0.1", loose("017700000001"));
    assertEquals("127.0.1.2", loose("127.258"));
    assertEquals("1.2.3.4", loose("1.0x2.03.4"));
    assertEquals("255.255.255.255", loose("0xffffffff"));
    assertEquals("0.0.0.0", loose("0"));
  }

  @Test
  void otherTextsAreNames() {
    for (String text : new String[] {"", "a", "1.2.3.4x", "256.1", "1.2.3.4.5", "08", "0x", "1."}) {
      assertNull(IpLiteral.loose(text), text);
    }
    assertNull(IpLiteral.loose("4294967296"));
  }
}
