package io.haloom.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"::", "::1", "2001:db8::1", "1:0:0:2::3", "fe80::", "1:2:3:4:5:6:7:8", "1.2.3.4"})
  void isTheShortestForm(String text) throws Exception {
    assertEquals(text, AddressText.of(InetAddress.getByName(text)));
  }

  @Test
  void oneZeroGroupIsNotCompressed() throws Exception {
    assertEquals("1:0:2:3:4:5:6:7", AddressText.of(InetAddress.getByName("1:0:2:3:4:5:6:7")));
  }

  @Test
  void messagesPutItInBrackets() throws Exception {
    InetSocketAddress six = new InetSocketAddress(InetAddress.getByName("::"), 80);
    assertEquals("[:::80]", AddressText.bracketed(six));
    assertEquals("[/run/s]", AddressText.bracketed(UnixAddress.file("/run/s")));
  }
}
