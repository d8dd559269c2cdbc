package io.haloom.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.proxy.AdminFlag;
import io.haloom.proxy.OperatingState;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatsAppletTest {
  private static final String CONFIG =
      """
      defaults
        mode tcp
        timeout connect 1s
        timeout client 1s
        timeout server 1s
      frontend in
        bind 127.0.0.1:1
        default_backend app
      backend app
        description <the & app>
        server one 127.0.0.1:1 check
        server two 127.0.0.1:2 backup
        server six 127.0.0.1:6 check agent-check agent-port 9
      backend other
        server one 127.0.0.1:3
      listen admin
        mode http
        bind 127.0.0.1:1
        stats enable
        stats uri /stats
      """;

  private static final String CREDENTIALS = "Authorization: Basic YWRtaW46czpjcmV0\r\n";

  private StatsHarness harness;

  @AfterEach
  void stop() {
    harness.close();
  }

  private StatsHarness with(String... lines) throws Exception {
    harness = new StatsHarness(CONFIG + "  " + String.join("\n  ", lines) + "\n");
    return harness;
  }

  private String get(String target) throws Exception {
    return harness.http.exchange("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  private String post(String body) throws Exception {
    return harness.http.exchange(
        "POST /stats HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  private static String location(String response) {
    return response.replaceAll("(?s).*\r\nlocation: ([^\r]*)\r\n.*", "$1");
  }

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
  void actionsNeedAdmin() throws Exception {
    with();
    assertEquals("/stats;st=DENY", location(post("s=one&action=maint&b=app")));
    assertEquals(Set.of(), harness.server("app", "one").admin());
    assertFalse(get("/stats").contains("<select"));
  }

  @Test
  void theRedirectIsHaproxys() throws Exception {
    with("stats admin if TRUE");
    assertEquals(
        "HTTP/1.1 303 See Other\r\ncache-control: no-cache\r\ncontent-type: text/plain\r\n"
            + "content-length: 0\r\nlocation: /stats;st=NONE\r\n\r\n",
        post("a=b"));
  }

  @ParameterizedTest
  @CsvSource({
    "s=one&action=maint&b=app, DONE",
    "s=one&action=maint&b=%239, ERRP",
    "s=one&action=maint&b=%232, DONE",
    "s=one&s=nine&action=maint&b=app, PART",
    "s=nine&action=maint&b=app, ERRP",
    "action=maint&b=app, NONE",
    "s=one&b=app, NONE",
    "s=one&action=&b=app, ERRP",
    "s=one&action=dance&b=app, ERRP",
    "s=one&action=maint&b=in, ERRP",
    "s=one&action=enable&b=app, NONE",
    "s=two&action=dhlth&b=app, NONE",
    "b=other&action=ready&s=one, DONE"
  })
  void outcomes(String body, String outcome) throws Exception {
    with("stats admin if TRUE");
    assertEquals("/stats;st=" + outcome, location(post(body)));
  }

  @Test
  void everyActionActs() throws Exception {
    with("stats admin if TRUE");
    act("one", "maint");
    assertTrue(harness.server("app", "one").inMaintenance());
    act("one", "drain");
    assertEquals(Set.of(AdminFlag.FORCED_DRAIN), harness.server("app", "one").admin());
    act("one", "ready");
    assertEquals(Set.of(), harness.server("app", "one").admin());
    act("one", "disable");
    assertTrue(harness.server("app", "one").inMaintenance());
    act("one", "enable");
    assertFalse(harness.server("app", "one").inMaintenance());
    act("one", "stop");
    assertEquals(Set.of(AdminFlag.FORCED_DRAIN), harness.server("app", "one").admin());
    act("one", "start");
    assertEquals(Set.of(), harness.server("app", "one").admin());
    act("one", "dhlth");
    assertFalse(harness.server("app", "one").check().enabled());
    act("one", "ehlth");
    assertTrue(harness.server("app", "one").check().enabled());
    act("one", "hdown");
    assertEquals(OperatingState.STOPPED, harness.server("app", "one").operating());
    act("one", "hrunn");
    assertTrue(harness.server("app", "one").usable());
    act("one", "hnolb");
    assertEquals(OperatingState.STOPPING, harness.server("app", "one").operating());
    act("six", "dagent");
    assertFalse(harness.server("app", "six").agent().enabled());
    act("six", "eagent");
    act("six", "adown");
    assertEquals(OperatingState.STOPPED, harness.server("app", "six").operating());
    act("six", "arunn");
    assertTrue(harness.server("app", "six").usable());
    act("two", "shutdown");
    assertEquals("[app/twoK]", harness.killed.toString());
  }

  private void act(String server, String action) throws Exception {
    assertEquals(
        "/stats;st=DONE", location(post("s=" + server + "&action=" + action + "&b=app")), action);
  }

  @Test
  void tooMuchDataIsNotKept() throws Exception {
    with("stats admin if TRUE");
    String answer = post("s=" + "x".repeat(20_000));
    assertEquals("/stats;st=EXCD", location(answer));
    assertTrue(answer.contains("connection: close\r\n"));
  }

  @Test
  void aClientThatWaitsForItGetsItsContinue() throws Exception {
    with("stats admin if TRUE");
    String answer =
        harness.http.exchange(
            "POST /stats HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n", "a=b");
    assertTrue(answer.endsWith("location: /stats;st=NONE\r\n\r\n"), answer);
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
    assertTrue(page.contains("127.0.0.1:2"), "legends");
    assertFalse(page.matches("(?s).*(src=|href=.http|url\\(|@import).*"), "outside resource");
  }

  @Test
  void modulesAreShownWhereAskedFor() throws Exception {
    with("stats show-modules");
    assertTrue(get("/stats").contains("Module h1</dt><dt>open_connections</dt><dd>0</dd>"));
    harness.close();
    with();
    assertFalse(get("/stats").contains("Module"));
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

  @Test
  void theOutcomeIsTold() throws Exception {
    with();
    assertTrue(get("/stats;st=PART").contains("Action partially processed"));
    assertTrue(get("/stats;st=HUHU").contains("Unexpected result"));
  }
}
