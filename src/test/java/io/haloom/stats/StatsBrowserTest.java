package io.haloom.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Browser;
import io.haloom.harness.Eventually;
import io.haloom.harness.Running;
import io.haloom.harness.Wire;
import io.haloom.proxy.state.OperatingState;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page in a browser: its script, and what fits. Nothing of it is tested without one. */
@Timeout(120)
class StatsBrowserTest {
  private static final int BACKENDS = 40;
  private static final int SERVERS = 10;

  /** How many proxies are shown whose rows can be seen. */
  private static final String OPEN =
      "[...document.querySelectorAll('.proxy')].filter(p => p.querySelector('.row') &&"
          + " [...p.querySelectorAll('.row')].some(r => r.offsetParent)).map(p => p.id).join(' ')";

  private static final String SHOWN_ROWS =
      "[...document.querySelectorAll('.row')].filter(r => r.offsetParent)"
          + ".map(r => r.dataset.key).join(' ')";

  private static Browser browser;
  private Running haloom;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.start();
  }

  @AfterAll
  static void leave() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() {
    StringBuilder text =
        new StringBuilder(
            """
            defaults
              mode http
              timeout connect 5s
              timeout client 60s
              timeout server 60s
            listen admin
              bind 127.0.0.1:0
              stats enable
              stats uri /stats
              http-request return status 200 if { path / }
            """);
    for (int b = 0; b < BACKENDS; b++) {
      text.append("backend app").append(b).append('\n');
      for (int s = 0; s < SERVERS; s++) {
        text.append("  server web%d-%d 127.0.0.1:1\n".formatted(b, s));
      }
    }
    haloom = Running.of(text.toString());
    browser.resize(1280, 900);
    show("");
  }

  @AfterEach
  void stop() {
    haloom.close();
  }

  private void show(String options) {
    browser.open("http://127.0.0.1:" + haloom.port("admin") + "/stats" + options);
  }

  /** With the key that the page has for it. */
  private void search(String text) {
    browser.press("/", 191);
    Eventually.await(() -> browser.is("document.activeElement.name === 'scope'"));
    browser.type(text);
  }

  private int height() {
    return Integer.parseInt(browser.evaluate("document.documentElement.scrollHeight"));
  }

  @Test
  void aPageOfManyRowsBeginsFolded() {
    assertEquals("", browser.evaluate(OPEN));
    // What is out of sight has the height that it had last, until it is looked at.
    Eventually.await(() -> height() < 5000);
    Eventually.await(() -> browser.is("/10 no check/.test(app7.querySelector('.sum').innerText)"));
  }

  @Test
  void oneProxyUnfoldsAndThatIsRemembered() {
    browser.evaluate("app7.querySelector('.fold').click()");
    assertEquals("app7", browser.evaluate(OPEN));
    show("");
    assertEquals("app7", browser.evaluate(OPEN));
  }

  @Test
  void allUnfoldAndFoldAtOnce() {
    browser.evaluate("document.getElementById('fold-all').click()");
    assertEquals(BACKENDS + 1, browser.evaluate(OPEN).split(" ").length);
    browser.evaluate("document.getElementById('fold-all').click()");
    assertEquals("", browser.evaluate(OPEN));
  }

  @Test
  void whatIsInTroubleIsNotFolded() {
    haloom.server("app3", "web3-4").changes().forceHealth(OperatingState.STOPPED);
    show("");
    assertEquals("app3", browser.evaluate(OPEN));
  }

  @Test
  void searchFindsServersAsOneTypes() {
    search("web12-3");
    assertEquals("app12/web12-3", browser.evaluate(SHOWN_ROWS));
    assertEquals("app12", browser.evaluate(OPEN));
    browser.press("Escape", 27);
    assertEquals("", browser.evaluate(OPEN));
  }

  @Test
  void searchFindsProxiesAndSaysWhereNothingIs() {
    search("APP12");
    assertEquals("app12", browser.evaluate(OPEN));
    assertEquals(SERVERS + 1, browser.evaluate(SHOWN_ROWS).split(" ").length);
    assertFalse(browser.is("!!document.querySelector('.nothing').offsetParent"));
    browser.type("-none");
    assertEquals("", browser.evaluate(SHOWN_ROWS));
    assertTrue(browser.is("!!document.querySelector('.nothing').offsetParent"));
  }

  @Test
  void whatIsSearchedForIsRememberedWithinTheTab() {
    search("web12-3");
    show("");
    assertEquals("app12/web12-3", browser.evaluate(SHOWN_ROWS));
    browser.press("/", 191);
    browser.press("Escape", 27);
  }

  @Test
  void enterLeadsFromOneProxysPageToAServersToo() {
    show("?scope=app7");
    assertEquals("app7", browser.evaluate("document.querySelector('.proxy').id"));
    browser.evaluate("document.querySelector('input[name=scope]').value = ''");
    search("web12-3");
    browser.evaluate("window.left = true");
    browser.enter();
    Eventually.await(() -> browser.is("!window.left && document.readyState === 'complete'"));
    assertEquals("app12", browser.evaluate(OPEN));
    show("?scope=nobody");
    assertTrue(browser.is("!!document.querySelector('.nothing').offsetParent"));
  }

  @Test
  void allThatIsLiveMovesWithoutARefresh() {
    String uptime = browser.evaluate("document.querySelector('[data-i=uptime]').textContent");
    browser.evaluate("[...document.querySelectorAll('.process')].forEach(p => p.open = true)");
    haloom.server("app3", "web3-4").changes().maintenance();
    browser.evaluate("app3.querySelector('.fold').click()");
    Eventually.await(
        () -> {
          ask();
          return tile("requests") > 0 && tile("conn-rate") > 0;
        });
    Eventually.await(
        () ->
            !browser.is(
                "document.querySelector('[data-i=uptime]').textContent === '" + uptime + "'"));
    assertTrue(browser.is("/^\\d+$/.test(document.querySelector('[data-i=idle]').textContent)"));
    Eventually.await(() -> browser.is("app3.querySelectorAll('.row.maint').length === 1"));
    assertTrue(browser.is("app3.querySelector('.maint .state').textContent.startsWith('MAINT')"));
  }

  private void ask() {
    try (Socket client = haloom.connect("admin")) {
      Wire.say(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      Wire.head(client);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private double tile(String name) {
    String text = browser.evaluate("document.querySelector('[data-i=" + name + "]').textContent");
    return text.matches("[0-9.]+") ? Double.parseDouble(text) : 0;
  }

  /** What is out of sight has the height that it had last, until it is looked at. */
  private boolean lookFurther() {
    browser.evaluate("scrollTo(0, (scrollY + 700) % document.documentElement.scrollHeight)");
    return true;
  }

  @Test
  void theRateIsThereOnATelephone() {
    browser.resize(420, 800);
    browser.evaluate("app7.querySelector('.fold').click()");
    String cell = "app7.querySelector('.row.server .rate').getBoundingClientRect()";
    assertTrue(browser.is(cell + ".width > 10 && " + cell + ".right <= 420"));
    assertTrue(browser.is("document.documentElement.scrollWidth <= 420"), "no scrolling sideways");
    Eventually.await(() -> lookFurther() && height() < 6000);
  }
}
