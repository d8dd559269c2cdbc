package io.haloom.http.h2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of RFC 7541, appendix C, in its order. */
class Rfc7541Test {
  private static final String DATE_21 = "Mon, 21 Oct 2013 20:13:21 GMT";
  private static final String DATE_22 = "Mon, 21 Oct 2013 20:13:22 GMT";
  private static final String COOKIE = "foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1";

  private static final List<List<String>> REQUESTS =
      List.of(
          List.of(":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com"),
          List.of(
              ":method: GET",
              ":scheme: http",
              ":path: /",
              ":authority: www.example.com",
              "cache-control: no-cache"),
          List.of(
              ":method: GET",
              ":scheme: https",
              ":path: /index.html",
              ":authority: www.example.com",
              "custom-key: custom-value"));

  private static final List<List<String>> RESPONSES =
      List.of(
          List.of(
              ":status: 302",
              "cache-control: private",
              "date: " + DATE_21,
              "location: https://www.example.com"),
          List.of(
              ":status: 307",
              "cache-control: private",
              "date: " + DATE_21,
              "location: https://www.example.com"),
          List.of(
              ":status: 200",
              "cache-control: private",
              "date: " + DATE_22,
              "location: https://www.example.com",
              "content-encoding: gzip",
              "set-cookie: " + COOKIE));

  private final HpackDecoder decoder = new HpackDecoder(4096, 65536);
  private final Fields fields = new Fields(decoder);

  private void assertTable(int size, List<String> expected) {
    assertEquals(expected, Fields.table(decoder.table()));
    assertEquals(size, decoder.tableSize());
  }

  @Test
  void integers() throws Exception {
    // C.1.1 and C.1.2, as sizes of the table.
    fields.decode("2a");
    assertEquals(10, decoder.tableMaxSize());
    fields.decode("3f9a0a");
    assertEquals(1337, decoder.tableMaxSize());
    assertArrayEquals(Fields.hex("3f9a0a"), encodedUpdate(1337));
    assertArrayEquals(Fields.hex("2a"), encodedUpdate(10));
  }

  private static byte[] encodedUpdate(int size) {
    HpackEncoder encoder = new HpackEncoder(4096);
    encoder.tableLimit(size);
    return Fields.encode(encoder, List.of());
  }

  @Test
  void literalFieldThatIsIndexed() throws Exception {
    assertEquals(
        List.of("custom-key: custom-header"),
        fields.decode("400a637573746f6d2d6b65790d637573746f6d2d686561646572"));
    assertTable(55, List.of("custom-key: custom-header"));
  }

  @Test
  void literalFieldThatIsNotIndexed() throws Exception {
    assertEquals(List.of(":path: /sample/path"), fields.decode("040c2f73616d706c652f70617468"));
    assertTable(0, List.of());
  }

  @Test
  void literalFieldThatIsNeverIndexed() throws Exception {
    assertEquals(List.of("!password: secret"), fields.decode("100870617373776f726406736563726574"));
    assertTable(0, List.of());
  }

  @Test
  void indexedField() throws Exception {
    assertEquals(List.of(":method: GET"), fields.decode("82"));
    assertTable(0, List.of());
  }

  @Test
  void requestsWithoutHuffmanCode() throws Exception {
    requests(
        "828684410f7777772e6578616d706c652e636f6d",
        "828684be58086e6f2d6361636865",
        "828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565");
  }

  @Test
  void requestsWithHuffmanCode() throws Exception {
    requests(
        "828684418cf1e3c2e5f23a6ba0ab90f4ff",
        "828684be5886a8eb10649cbf",
        "828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf");
  }

  private void requests(String first, String second, String third) throws Exception {
    assertEquals(REQUESTS.get(0), fields.decode(first));
    assertTable(57, List.of(":authority: www.example.com"));
    assertEquals(REQUESTS.get(1), fields.decode(second));
    assertTable(110, List.of("cache-control: no-cache", ":authority: www.example.com"));
    assertEquals(REQUESTS.get(2), fields.decode(third));
    assertTable(
        164,
        List.of(
            "custom-key: custom-value", "cache-control: no-cache", ":authority: www.example.com"));
  }

  @Test
  void responsesWithoutHuffmanCode() throws Exception {
    responses(
        "4803333032580770726976617465611d4d6f6e2c203231204f637420323031332032303a31333a323120474d54"
            + "6e1768747470733a2f2f7777772e6578616d706c652e636f6d",
        "4803333037c1c0bf",
        "88c1611d4d6f6e2c203231204f637420323031332032303a31333a323220474d54c05a04677a69707738666f6f"
            + "3d4153444a4b48514b425a584f5157454f50495541585157454f49553b206d61782d6167653d33363030"
            + "3b2076657273696f6e3d31");
  }

  @Test
  void responsesWithHuffmanCode() throws Exception {
    responses(
        "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f"
            + "0b97c8e9ae82ae43d3",
        "4883640effc1c0bf",
        "88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335df"
            + "dfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007");
  }

  private void responses(String first, String second, String third) throws Exception {
    fields.decode("3fe101");
    assertEquals(256, decoder.tableMaxSize());
    assertEquals(RESPONSES.get(0), fields.decode(first));
    assertTable(
        222,
        List.of(
            "location: https://www.example.com",
            "date: " + DATE_21,
            "cache-control: private",
            ":status: 302"));
    assertEquals(RESPONSES.get(1), fields.decode(second));
    assertTable(
        222,
        List.of(
            ":status: 307",
            "location: https://www.example.com",
            "date: " + DATE_21,
            "cache-control: private"));
    assertEquals(RESPONSES.get(2), fields.decode(third));
    assertTable(
        215, List.of("set-cookie: " + COOKIE, "content-encoding: gzip", "date: " + DATE_22));
  }
}
