package io.haloom.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.proxy.state.AdminFlag;
import io.haloom.proxy.state.OperatingState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the forms of the page do, for whom they do it, and what they answer. */
class StatsFormsTest extends StatsPageWorld {
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

  @Test
  void scopesLimitWhatIsChanged() throws Exception {
    with("stats admin if TRUE", "stats scope .", "stats scope other");
    int hidden = harness.server("app", "one").backend().config().id();
    for (String backend : List.of("app", "%23" + hidden, "nowhere", "%239999")) {
      assertEquals("/stats;st=DENY", location(post("s=one&action=maint&b=" + backend)), backend);
    }
    assertFalse(harness.server("app", "one").inMaintenance());
    assertEquals("/stats;st=DONE", location(post("s=one&action=maint&b=other")));
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
  void theOutcomeIsTold() throws Exception {
    with();
    assertTrue(get("/stats;st=PART").contains("Action partially processed"));
    assertTrue(get("/stats;st=HUHU").contains("Unexpected result"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "a, -, DONE",
        "a, Origin: http://a, DONE",
        "a:81, Origin: https://A:81, DONE",
        "a, Origin: http://other.example, DENY",
        "a, Origin: http://a:81, DENY",
        "a, Origin: http://a.other.example, DENY",
        "a, Origin: http://a@other.example, DENY",
        "a, Origin: null, DENY",
        "a, Origin: a, DENY",
        "a, Referer: http://u:p@a/stats?x=http://b/, DONE",
        "a, Referer: http://other.example/a, DENY",
        "a, Referer: http://other.example?@a, DENY",
        "-, Origin: http://a, DENY"
      })
  void aFormOfAnotherSiteIsRefused(String host, String field, String outcome) throws Exception {
    with("stats admin if TRUE");
    String body = "s=one&action=maint&b=app";
    String head =
        (host == null ? "" : "Host: " + host + "\r\n") + (field == null ? "" : field + "\r\n");
    String answer =
        harness.http.exchange(
            "POST /stats HTTP/1.0\r\n"
                + head
                + ("Content-Length: " + body.length() + "\r\n\r\n" + body));
    assertEquals("/stats;st=" + outcome, location(answer));
    assertEquals(outcome.equals("DONE"), harness.server("app", "one").inMaintenance());
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
}
