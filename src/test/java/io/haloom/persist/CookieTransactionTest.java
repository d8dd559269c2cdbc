package io.haloom.persist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import io.haloom.http.h1.Heads;
import io.haloom.proxy.Backend;
import io.haloom.proxy.state.OperatingState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a transaction tells of the server while a request goes its way. */
class CookieTransactionTest {
  private final CookieTransaction transaction = new CookieTransaction();

  private Backend backend(String... lines) {
    return new CookieWorld(List.of(lines)).backend();
  }

  private void request(Backend backend, String cookie) throws Exception {
    transaction.begin(Method.GET, null, null);
    transaction.enter(backend, backend.config(), () -> null);
    RequestHead head = Heads.request("GET / HTTP/1.1\r\nCookie: " + cookie + "\r\n\r\n");
    transaction.request(head, 1000);
  }

  private String inserted(Backend backend, String server) throws Exception {
    ResponseHead head = Heads.response("HTTP/1.1 200 OK\r\n\r\n");
    assertTrue(transaction.response(head, backend.server(server), 1000));
    return String.join("\n", Heads.fields(head));
  }

  @Test
  void aServerGivenUpIsNoLongerTheCookies() throws Exception {
    Backend backend = backend("backend cookie S insert", "server a cookie a", "server b cookie b");
    request(backend, "S=a");
    assertSame(backend.server("a"), transaction.server());
    transaction.giveUp();
    assertNull(transaction.server());
    assertEquals('V', transaction.requestLetter());
    transaction.moved();
    assertEquals('D', transaction.requestLetter());
    assertEquals("set-cookie: S=b; path=/", inserted(backend, "b"));
    assertEquals('I', transaction.responseLetter());
  }

  @Test
  void theSameServerChosenAnewIsInsertedAgain() throws Exception {
    Backend backend = backend("backend cookie S insert", "server a cookie a");
    request(backend, "S=a");
    transaction.giveUp();
    assertEquals("set-cookie: S=a; path=/", inserted(backend, "a"));
    assertEquals('V', transaction.requestLetter());
  }

  @Test
  void aServerThatFellIsPassedOver() throws Exception {
    Backend backend = backend("backend cookie S insert", "server a cookie a", "server b cookie b");
    backend.server("a").changes().forceHealth(OperatingState.STOPPED);
    request(backend, "S=a");
    assertNull(transaction.server());
    assertEquals('D', transaction.requestLetter());
  }

  @Test
  void aServerThatDrainsKeepsItsClients() throws Exception {
    Backend backend = backend("backend cookie S insert", "server a cookie a", "server b cookie b");
    backend.server("a").changes().drain();
    request(backend, "S=a");
    assertSame(backend.server("a"), transaction.server());
    assertEquals('V', transaction.requestLetter());
  }

  @Test
  void forcePersistKeepsAServerThatFell() throws Exception {
    Backend backend =
        backend(
            "backend cookie S insert",
            "backend force-persist if TRUE",
            "server a cookie a",
            "server b cookie b");
    backend.server("a").changes().forceHealth(OperatingState.STOPPED);
    request(backend, "S=a");
    assertTrue(transaction.isForced());
    assertSame(backend.server("a"), transaction.server());
    assertEquals('D', transaction.requestLetter());
  }

  @Test
  void nothingIsLeftOfTheRequestBefore() throws Exception {
    Backend backend =
        backend("backend cookie S insert", "backend force-persist if TRUE", "server a cookie a");
    request(backend, "S=a|BBBBB|BBBBB");
    inserted(backend, "a");
    Backend plain = backend("server a cookie a");
    request(plain, "S=a");
    assertFalse(transaction.isForced());
    assertNull(transaction.server());
    assertEquals(RequestCookie.NONE, transaction.requestCookie());
    assertEquals(ResponseCookie.NONE, transaction.responseCookie());
    assertEquals('-', transaction.requestLetter());
    assertEquals("", inserted(plain, "a"));
  }

  @Test
  void aRequestDeniedByAListenIsLookedAtInItsOwnBackend() throws Exception {
    Backend own = backend("backend cookie S insert indirect", "server a cookie a");
    transaction.begin(Method.GET, null, own);
    RequestHead head = Heads.request("GET / HTTP/1.1\r\nCookie: S=a\r\n\r\n");
    transaction.request(head, 1000);
    assertEquals('V', transaction.requestLetter());
  }
}
