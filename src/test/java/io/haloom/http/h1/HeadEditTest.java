package io.haloom.http.h1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.http.BadMessageException;
import io.haloom.http.Blanks;
import io.haloom.http.HeaderCase;
import io.haloom.http.HeaderName;
import io.haloom.http.HttpLimits;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What rules change of a head, as those who read it see it. */
class HeadEditTest {
  private final RequestHead head = new RequestHead();

  private void parse(String text) throws BadMessageException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    RequestParser parser = new RequestParser(HttpLimits.DEFAULT, head);
    parser.begin(bytes, 0);
    parser.parse(bytes.limit());
  }

  private String fields() {
    ByteBuffer out = ByteBuffer.allocate(4096);
    for (int i = 0; i < head.headers().count(); i++) {
      head.headers().copy(i, HeaderCase.NONE, out);
    }
    return new String(out.array(), 0, out.position(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void addsBehindReplacesInPlaceAndRemoves() throws Exception {
    parse("GET /a?b HTTP/1.1\r\nHost: x\r\nX-One:  1 \r\nX-Two: 2\r\nx-one: 3\r\n\r\n");
    HeaderName one = HeaderName.of("X-One");
    head.headers().add(HeaderName.of("X-New"), "new");
    head.headers().replace(head.headers().find(one), "changed, and longer");
    head.headers().remove(head.headers().find(HeaderName.of("x-two")));
    assertEquals("host: x\r\nx-one: changed, and longer\r\nx-one: 3\r\nx-new: new\r\n", fields());
    head.headers().remove(one);
    assertEquals("host: x\r\nx-new: new\r\n", fields());
    assertEquals("new", head.headers().value(HeaderName.of("x-new")));
  }

  @Test
  void editsGrowWithoutLosingEarlierOnes() throws Exception {
    parse("GET / HTTP/1.1\r\n\r\n");
    String longValue = "v".repeat(1000);
    for (int i = 0; i < 10; i++) {
      head.headers().add(HeaderName.of("x-" + i), longValue + i);
    }
    for (int i = 0; i < 10; i++) {
      assertEquals(longValue + i, head.headers().value(HeaderName.of("x-" + i)));
    }
  }

  @Test
  void theStartLineChanges() throws Exception {
    parse("GET http://h/a HTTP/1.1\r\nHost: h\r\n\r\n");
    assertEquals(8, head.pathOffset());
    head.method("PURGE");
    head.target("/other?q");
    assertEquals(Method.OTHER, head.method());
    assertEquals("PURGE", head.methodName());
    assertEquals("/other?q", head.target());
    assertEquals(0, head.pathOffset());
    head.method("HEAD");
    assertEquals(Method.HEAD, head.method());
  }

  @Test
  void namesOfOtherCharactersAreFoundAndLeftOut() throws Exception {
    parse("GET / HTTP/1.1\r\nA_B: 1\r\nC_D_E: 2\r\nx-9: 3\r\nF.G: 4\r\nh: 5\r\n\r\n");
    assertFalse(head.headers().restrictNames(false));
    assertEquals(5, head.headers().count());
    assertTrue(head.headers().restrictNames(true));
    assertEquals("x-9: 3\r\nh: 5\r\n", fields());
    assertTrue(head.headers().restrictNames(false));
  }

  @Test
  void anotherMessageBeginsUnedited() throws Exception {
    parse("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    head.headers().add(HeaderName.of("a"), "1");
    parse("PUT /2 HTTP/1.1\r\nHost: y\r\n\r\n");
    assertEquals("host: y\r\n", fields());
    assertEquals("PUT /2", head.methodName() + " " + head.target());
  }

  @Test
  void anOptionWithAControlByteIsAnotherOption() throws Exception {
    parse("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\u001d, keep-alive\u001f\r\n\r\n");
    assertFalse(head.dropConnectionOptions());
    assertEquals("host: h\r\nconnection: close\u001d, keep-alive\u001f\r\n", fields());
  }

  @Test
  void onlySpacesAndTabsAreBlanks() {
    assertEquals("\u001da\u000b", Blanks.strip(" \t\u001da\u000b\t "));
    assertEquals("", Blanks.strip("\t \t"));
  }

  @Test
  void aCommaInQuotesEndsNoOption() throws Exception {
    parse("GET / HTTP/1.1\r\nHost: h\r\nConnection: close, a\"b, close\r\n\r\n");
    head.dropConnectionOptions();
    assertEquals("host: h\r\nconnection: a\"b, close\r\n", fields());
  }
}
