package io.haloom.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatsAppletTest extends StatsPageWorld {
  @Test
  void theHeadersAreHaproxys() throws Exception {
    with();
    String answer = get("/stats;csv");
    assertTrue(
        answer.startsWith(
            "HTTP/1.1 200 OK\r\ncache-control: no-cache\r\ncontent-type: text/plain\r\n"
                + "transfer-encoding: chunked\r\n\r\n"),
        answer.substring(0, 200));
    assertTrue(answer.endsWith("\r\n0\r\n\r\n"));
    assertTrue(answer.contains("\r\n# pxname,svname,"));
    assertTrue(answer.contains("\nadmin,BACKEND,"));
  }

  @Test
  void aClientOfHttp10GetsNoChunks() throws Exception {
    with();
    String answer = harness.http.exchange("GET /stats;csv HTTP/1.0\r\n\r\n");
    assertTrue(
        answer.startsWith(
            "HTTP/1.1 200 OK\r\ncache-control: no-cache\r\ncontent-type: text/plain\r\n"
                + "connection: close\r\n\r\n# pxname"),
        answer.substring(0, 200));
  }

  @Test
  void headHasNoBodyAndTheConnectionLives() throws Exception {
    with("stats refresh 30s");
    String answer =
        harness.http.exchange(
            "HEAD /stats HTTP/1.1\r\n\r\nHEAD /stats;norefresh;json HTTP/1.1\r\n\r\n");
    assertEquals(
        "HTTP/1.1 200 OK\r\n"
            + "cache-control: no-cache\r\n"
            + "content-type: text/html\r\n"
            + "refresh: 30\r\n\r\n"
            + "HTTP/1.1 200 OK\r\n"
            + "cache-control: no-cache\r\n"
            + "content-type: application/json\r\n\r\n",
        answer);
  }

  @ParameterizedTest
  @CsvSource({
    "/stats;typed, text/plain, F.1.0.0.pxname.1:KNS:str:in",
    "/stats;json, application/json, '[[{\"objType\":\"Frontend\"'",
    "/stats;json-schema, application/json, http://json-schema.org/draft-04/schema#",
    "/stats;up;norefresh, text/html, Show all servers",
    "/stats-too, text/html, Statistics Report for pid",
    "http://a/stats;csv, text/plain, '# pxname'"
  })
  void everyForm(String target, String type, String part) throws Exception {
    with();
    String answer = get(target);
    assertTrue(answer.contains("content-type: " + type + "\r\n"), answer.substring(0, 200));
    assertTrue(answer.contains(part), answer);
  }

  @Test
  void otherTargetsAndMethodsAreNotForIt() throws Exception {
    with();
    for (String request : new String[] {"GET /stat", "GET /", "PUT /stats", "OPTIONS *"}) {
      assertTrue(
          harness.http.exchange(request + " HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 503 "),
          request);
    }
  }

  @Test
  void aWrongPasswordGets401AsHaproxyWritesIt() throws Exception {
    with("stats realm My\\ Realm", "stats auth admin:s:cret");
    String expected =
        "HTTP/1.1 401 Unauthorized\r\ncontent-length: 112\r\ncache-control: no-cache\r\n"
            + "content-type: text/html\r\nwww-authenticate: Basic realm=\"My Realm\"\r\n\r\n"
            + "<html><body><h1>401 Unauthorized</h1>\n"
            + "You need a valid user and password to access this content.\n</body></html>\n";
    assertEquals(expected, get("/stats"));
    assertEquals(
        expected,
        harness.http.exchange(
            "GET /stats HTTP/1.1\r\nAuthorization: Basic YWRtaW46YWRtaW4=\r\n\r\n"));
    assertEquals(
        expected, harness.http.exchange("GET /stats HTTP/1.1\r\nAuthorization: Basic ?\r\n\r\n"));
    assertTrue(
        harness
            .http
            .exchange("GET /stats HTTP/1.1\r\n" + CREDENTIALS + "\r\n")
            .startsWith("HTTP/1.1 200 OK"));
  }

  @Test
  void rulesDecideInOrder() throws Exception {
    with("stats http-request auth realm Foo");
    assertTrue(get("/stats").contains("www-authenticate: Basic realm=\"Foo\"\r\n"));
    harness.close();
    with("stats http-request deny");
    assertTrue(get("/stats").startsWith("HTTP/1.1 403 Forbidden\r\n"));
    assertTrue(get("/stats").contains("\r\nconnection: close\r\n"));
    harness.close();
    with("stats http-request allow", "stats http-request deny");
    assertTrue(get("/stats").startsWith("HTTP/1.1 200 OK\r\n"));
  }

  @Test
  void scopesLimitWhatIsShown() throws Exception {
    with("stats scope .", "stats scope other");
    String csv = get("/stats;csv");
    assertFalse(csv.contains("\napp,"));
    assertTrue(csv.contains("\nother,one,") && csv.contains("\nadmin,FRONTEND,"));
    String scoped = get("/stats;csv?scope=OTH");
    assertTrue(scoped.contains("\nother,") && !scoped.contains("\nadmin,"));
    assertTrue(get("/stats;csv?scope=%3Cb%3E").contains("\nadmin,"), "not a name: no scope");
  }

  @Test
  void aScopeThatNoProxyHasIsAServersOnThePage() throws Exception {
    with("stats scope app");
    assertTrue(get("/stats?scope=SIX").contains("id=\"app\""));
    assertTrue(get("/stats?scope=SIX").contains("data-poll=\"/stats;csv;norefresh\""));
    assertFalse(get("/stats;csv?scope=SIX").contains("\napp,"), "as HAProxy's");
    assertFalse(get("/stats?scope=admin").contains("<section class=\"proxy"), "not its scope");
    assertTrue(get("/stats?scope=nobody").contains("<p class=\"nothing\">No proxy or server"));
  }

  @Test
  void thePageSaysWhatScrapersLookFor() throws Exception {
    with("stats refresh 30s", "stats show-node here", "stats show-legends");
    String page = get("/stats");
    assertTrue(page.contains("HAProxy version 2.6.12-haloom-"), "version");
    assertTrue(page.contains(", released 20"), "release date");
    assertTrue(page.contains("<b>uptime = </b> 1d 2h03m0"), "uptime");
    assertTrue(page.matches("(?s).*; idle = \\d+ %<br>.*"), "idle");
    assertTrue(page.contains("Statistics Report for pid "), "pid");
    assertTrue(page.contains("<title>Statistics Report for HAProxy on here</title>"), "title");
    assertTrue(page.contains("Disable refresh"), "refresh");
    assertTrue(get("/stats;details").contains("127.0.0.1:2"), "legends");
    assertFalse(page.matches("(?s).*(src=|href=.http|url\\(|@import).*"), "outside resource");
  }

  @Test
  void theDetailsOfARowAreAskedForWhenItIsOpened() throws Exception {
    with("stats show-legends", "stats scope app");
    assertTrue(get("/stats").contains("data-row=\"S.2.2\""), "the second server of app");
    assertFalse(get("/stats").contains("<div class=\"more\"><dl>"));
    String details = body(get("/stats;norefresh;row=S.2.2"));
    assertTrue(details.startsWith("<div class=\"more\">") && details.endsWith("</div>"), details);
    assertTrue(details.contains("<dt>Address</dt><dd>127.0.0.1:2</dd>"), details);
    assertTrue(body(get("/stats;row=B.2.0")).contains("Active and usable"));
    for (String none :
        new String[] {"S.2.9", "S.3.1", "S.0.0", "x", "", "S.99999999999.1", "..<"}) {
      assertEquals("", body(get("/stats;row=" + none)), none);
    }
  }

  @Test
  void whatThePageTellsOfTheProcessCanBeAskedFor() throws Exception {
    with("stats refresh 30s");
    String info = body(get("/stats;info;norefresh"));
    assertTrue(info.startsWith("Name: HAProxy\n"), info);
    assertTrue(info.matches("(?s).*\nUptime_sec: 9\\d+\n.*"), info);
    assertTrue(get("/stats").contains(" data-info=\"/stats;info;norefresh\""));
  }

  @Test
  void thePageShowsTheRequestsOfHttpFrontends() throws Exception {
    with();
    String page = get("/stats");
    assertTrue(page.matches("(?s).*data-key=\"admin/FRONTEND\".*?data-f=\"req_rate\".*"));
    assertTrue(page.matches("(?s).*data-key=\"in/FRONTEND\".*?data-f=\"rate\".*"));
  }

  private static String body(String response) {
    return response
        .substring(response.indexOf("\r\n\r\n") + 4)
        .replaceAll("(?s)^[0-9A-F]+\r\n(.*)\r\n0\r\n\r\n$", "$1")
        .replaceAll("^0\r\n\r\n$", "");
  }

  @Test
  void modulesAreShownWhereAskedFor() throws Exception {
    with("stats show-modules");
    assertTrue(get("/stats;details").contains("Module h1</dt><dt>open_connections</dt><dd>0</dd>"));
    harness.close();
    with();
    assertFalse(get("/stats;details").contains("Module"));
  }

  @Test
  void aBodyThatIsNotAskedForIsNotAwaited() throws Exception {
    with("stats auth admin:x");
    String answer =
        harness.http.untilClosed(
            "POST /stats HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 401 ") && answer.contains("connection: close\r\n"));
  }

  @Test
  void credentialsAndRealmsAreBytes() throws Exception {
    with("stats auth ä:ö", "stats realm ü");
    assertTrue(get("/stats").contains("Basic realm=\"\u00c3\u00bc\""));
    String basic = java.util.Base64.getEncoder().encodeToString("ä:ö".getBytes("UTF-8"));
    assertTrue(
        harness
            .http
            .exchange("GET /stats HTTP/1.1\r\nAuthorization: basic " + basic + "\r\n\r\n")
            .startsWith("HTTP/1.1 200 "));
  }

  @Test
  void theVersionCanBeHidden() throws Exception {
    with("stats hide-version");
    assertFalse(get("/stats").contains("2.6.12"));
  }

  @Test
  void whatIsNotMarkupIsEscaped() throws Exception {
    with();
    assertTrue(get("/stats").contains("&lt;the &amp; app&gt;"));
    assertFalse(get("/stats?scope=\"><script>alert").contains("<script>alert"));
  }
}
