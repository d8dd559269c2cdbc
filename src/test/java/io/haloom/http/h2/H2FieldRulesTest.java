package io.haloom.http.h2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.http.h2.H2FieldRules.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class H2FieldRulesTest {
  private static final String GET = ":method=GET|:scheme=http|:path=/|";
  private static final String HOST = ":authority=a|";

  private final FieldBytes bytes = new FieldBytes();
  private final List<String> kept = new ArrayList<>();
  private final H2FieldRules rules =
      new H2FieldRules(
          bytes,
          (from, middle, to, never) -> kept.add(text(from, middle) + "=" + text(middle, to)));

  private String text(int from, int to) {
    return new String(bytes.array(), from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private Verdict judge(String fields) {
    String raw = fields.replace("\\0", "\0").replace("\\r", "\r").replace("\\n", "\n");
    for (String field : raw.replace("\\t", "\t").split("\\|")) {
      int equals = field.indexOf('=');
      byte[] text = Fields.bytes(field.substring(0, equals) + field.substring(equals + 1));
      int from = bytes.length();
      System.arraycopy(text, 0, bytes.room(text.length), from, text.length);
      bytes.length(from + text.length);
      rules.field(from, from + equals, from + text.length, false);
    }
    return rules.end();
  }

  private Verdict request(String fields) {
    rules.request(false, true);
    return judge(fields);
  }

  private Verdict response(String fields) {
    rules.response();
    return judge(fields);
  }

  private Verdict trailers(String fields) {
    rules.trailers();
    return judge(fields);
  }

  @Test
  void whatIsRightIsPassedOn() {
    assertEquals(
        Verdict.RIGHT,
        request(
            ":method=POST|:scheme=https|:authority=a:443|:path=/x?y|accept=*/*|cookie=a=b|te=trailers"
                + "|content-length=12"));
    assertEquals(List.of("accept=*/*", "cookie=a=b", "te=trailers", "content-length=12"), kept);
    assertEquals("POST", text(rules.from(PseudoField.METHOD), rules.to(PseudoField.METHOD)));
    assertEquals("/x?y", text(rules.from(PseudoField.PATH), rules.to(PseudoField.PATH)));
    assertEquals("a:443", text(rules.from(PseudoField.AUTHORITY), rules.to(PseudoField.AUTHORITY)));
    assertEquals(false, rules.has(PseudoField.PROTOCOL));
    assertEquals(12, rules.contentLength());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GET + "a=b",
        GET + "host=a:80",
        GET + HOST + "a=",
        GET + HOST + "a=b c",
        GET + HOST + "a=b\\tc",
        GET + HOST + "!#$%&'*+-.^_`~09az=b",
        GET + HOST + "a=\u00e9\u0001\u007f",
        GET + HOST + "keep-alives=a",
        GET + HOST + "content-lengths=a",
        ":path=/|:scheme=http|:method=GET",
        ":method=OPTIONS|:scheme=http|:path=*|:authority=a",
        ":method=OPTIONS|:scheme=http|:path=/|:authority=a",
        ":method=GET|:scheme=x+y-1.z|:path=//a",
        ":method=CONNECT|:authority=a:443",
        ":method=CONNECT|:protocol=websocket|:scheme=https|:path=/|:authority=a",
        ":method=PATCHY|:scheme=http|:path=/a%20b"
      })
  void requestsThatAreRight(String fields) {
    assertEquals(Verdict.RIGHT, request(fields), rules::reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Names
        GET + "A=b",
        GET + "aZ=b",
        GET + "=b",
        GET + "a b=c",
        GET + "a:=b",
        GET + "\u00e9=b",
        GET + "a\\r\\nx=b",
        GET + "a\\0=b",
        GET + "a\u007f=b",
        GET + "(=b",
        // Values
        GET + "a=b\\r\\nx: y",
        GET + "a=\\n",
        GET + "a=\\r",
        GET + "a=\\0",
        GET + "a=b\\0c",
        GET + "a= b",
        GET + "a=b ",
        GET + "a=\\tb",
        GET + "a=b\\t",
        GET + "a= ",
        // Pseudo-fields
        ":scheme=http|:path=/",
        ":method=GET|:path=/",
        ":method=GET|:scheme=http",
        "a=b",
        GET + ":method=GET",
        GET + ":path=/",
        GET + HOST + HOST,
        GET + ":scheme=http",
        GET + ":status=200",
        GET + ":x=y",
        GET + ":=y",
        GET + ":Path=/",
        GET + "a=b|:authority=a",
        ":method=GET|a=b|:scheme=http|:path=/",
        ":method=|:scheme=http|:path=/",
        ":method=GET |:scheme=http|:path=/",
        // Paths and authorities
        ":method=GET|:scheme=http|:path=",
        ":method=GET|:scheme=http|:path=a",
        ":method=GET|:scheme=http|:path=*",
        ":method=OPTIONS|:scheme=http|:path=*/",
        ":method=OPTIONS|:scheme=http|:path=**",
        ":method=GET|:scheme=http|:path=http://a/",
        ":method=GET|:scheme=http|:path=?a",
        ":method=GET|:scheme=http|:path=/\\r\\n",
        ":method=GET|:scheme=http|:path=/a b",
        ":method=GET|:scheme=http|:path=/a\\tb",
        ":method=GET|:scheme=http|:path=/ HTTP/1.1",
        ":method=GET|:scheme=http|:path=/\u0001",
        ":method=GET|:scheme=http|:path=/#a",
        GET + ":authority=",
        GET + ":authority=a\\0",
        GET + "host=a|host=b",
        // CONNECT
        ":method=CONNECT",
        ":method=CONNECT|:authority=a:1|:path=/",
        ":method=CONNECT|:authority=a:1|:scheme=http",
        ":method=CONNECT|host=a:1",
        ":method=CONNECT|:protocol=x|:scheme=http|:path=/",
        ":method=CONNECT|:protocol=x|:scheme=http|:authority=a",
        ":method=CONNECT|:protocol=x|:path=/|:authority=a",
        ":method=CONNECT|:protocol=|:scheme=http|:path=/|:authority=a",
        ":method=CONNECT|:protocol=x y|:scheme=http|:path=/|:authority=a",
        GET + HOST + ":protocol=websocket",
        // Fields of connections
        GET + "connection=close",
        GET + "proxy-connection=close",
        GET + "keep-alive=1",
        GET + "transfer-encoding=chunked",
        GET + "upgrade=h2c",
        GET + "te=gzip",
        GET + "te=trailers, gzip",
        GET + "te=",
        // Lengths
        GET + "content-length=",
        GET + "content-length=a",
        GET + "content-length=1a",
        GET + "content-length=+1",
        GET + "content-length=-1",
        GET + "content-length=1,2",
        GET + "content-length=1,",
        GET + "content-length=,1",
        GET + "content-length=1 1",
        GET + "content-length=1|content-length=2",
        GET + "content-length=9223372036854775808",
      })
  void malformedRequests(String fields) {
    assertEquals(Verdict.MALFORMED, request(fields));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":method=G T|:scheme=http|:path=/",
        ":method=G(|:scheme=http|:path=/",
        ":method=GET|:scheme=|:path=/",
        ":method=GET|:scheme=1a|:path=/",
        ":method=GET|:scheme=a b|:path=/",
        ":method=GET|:scheme=http://x|:path=/",
        ":method=GET|:scheme=http|:path=/\u007f",
        ":method=GET|:scheme=http|:path=/\u00e9",
        GET + ":authority=u@a",
        GET + ":authority=a/b",
        GET + ":authority=a b",
        GET + ":authority=a,b",
        GET + "host=a/b",
        GET + "host=a,b"
      })
  void badRequests(String fields) {
    assertEquals(Verdict.BAD_REQUEST, request(fields));
  }

  @ParameterizedTest
  @CsvSource({
    ":method=GET|:scheme=http|:path=/#a, RIGHT",
    ":method=GET|:scheme=http|:path=/\u00e9, RIGHT",
    ":method=GET|:scheme=http|:path=/|:authority=u@a, RIGHT",
    ":method=GET|:scheme=http|:path=/a b, BAD_REQUEST",
    ":method=GET|:scheme=http|:path=/|a=\\0, MALFORMED",
  })
  void whereInvalidRequestsAreAccepted(String fields, Verdict verdict) {
    rules.request(true, false);
    assertEquals(verdict, judge(fields));
  }

  @Test
  void extendedConnectHasToBeOffered() {
    rules.request(false, false);
    assertEquals(
        Verdict.MALFORMED,
        judge(":method=CONNECT|:protocol=websocket|:scheme=https|:path=/|:authority=a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "content-length=7; 7",
        "content-length=007; 7",
        "content-length=7,7; 7",
        "content-length=7 , 07; 7",
        "content-length=7|content-length=7; 7",
        "content-length=000; 0",
        "content-length=9223372036854775807; 9223372036854775807",
      })
  void equalLengthsAreOne(String fields, long length) {
    assertEquals(Verdict.RIGHT, request(GET + fields), rules::reason);
    assertEquals(length, rules.contentLength());
    assertEquals(List.of("content-length=" + length), kept);
  }

  @Test
  void hostsAreLeftOutBesideAnAuthority() {
    request(GET + HOST + "host=b|x=y");
    assertEquals(List.of("x=y"), kept);
    kept.clear();
    request(GET + "host=b|x=y|host=b");
    assertEquals(List.of("host=b", "x=y"), kept);
  }

  @ParameterizedTest
  @CsvSource({
    ":status=200|a=b, RIGHT",
    ":status=100, RIGHT",
    ":status=999, RIGHT",
    ":status=200|te=x|host=y, RIGHT",
    "a=b, MALFORMED",
    ":status=, MALFORMED",
    ":status=20, MALFORMED",
    ":status=2000, MALFORMED",
    ":status=2x0, MALFORMED",
    ":status=099, MALFORMED",
    ":status=101, MALFORMED",
    ":status=200|:status=200, MALFORMED",
    ":status=200|:path=/, MALFORMED",
    ":status=200|:protocol=x, MALFORMED",
    "a=b|:status=200, MALFORMED",
    ":status=200|connection=close, MALFORMED",
    ":status=200|transfer-encoding=chunked, MALFORMED",
    ":status=200|content-length=1|content-length=2, MALFORMED",
    ":status=200|A=b, MALFORMED",
    ":status=200|a=\\r, MALFORMED",
  })
  void responses(String fields, Verdict verdict) {
    assertEquals(verdict, response(fields), rules::reason);
  }

  @ParameterizedTest
  @CsvSource({
    "a=b, RIGHT",
    "grpc-status=0|grpc-message=, RIGHT",
    ":path=/, MALFORMED",
    ":status=200, MALFORMED",
    "host=a, MALFORMED",
    "content-length=0, MALFORMED",
    "te=trailers, MALFORMED",
    "connection=close, MALFORMED",
    "keep-alive=a, MALFORMED",
    "upgrade=a, MALFORMED",
    "transfer-encoding=chunked, MALFORMED",
    "proxy-connection=a, MALFORMED",
    "A=b, MALFORMED",
    "a=\\n, MALFORMED",
  })
  void ofTrailers(String fields, Verdict verdict) {
    assertEquals(verdict, trailers(fields), rules::reason);
  }

  @Test
  void oneMessageAfterTheOther() {
    assertEquals(Verdict.MALFORMED, request(GET + "connection=close|content-length=3"));
    assertEquals(Verdict.RIGHT, request(GET + "a=b"));
    assertEquals(-1, rules.contentLength());
    assertEquals(Verdict.RIGHT, response(":status=204"));
    assertEquals(204, rules.status());
    assertEquals(Verdict.RIGHT, trailers("a=b"));
  }
}
