package io.haloom.persist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.haloom.http.HttpReply;
import io.haloom.http.h1.Heads;
import io.haloom.model.ServerConfig;
import io.haloom.proxy.ProxyWorld;
import org.junit.jupiter.api.Test;

/** {@code redir} of servers. */
class ServerRedirectTest {

  private static HttpReply reply(String server, String request) throws Exception {
    ServerConfig config = ProxyWorld.added(server);
    return ServerRedirect.of(config, Heads.request(request + " HTTP/1.1\r\nHost: h\r\n\r\n"));
  }

  private static String location(String server, String request) throws Exception {
    return reply(server, request).fields().get(2).value();
  }

  @Test
  void clientsAreSentToThePrefixAndThePath() throws Exception {
    HttpReply reply = reply("a redir http://other/x", "GET /p?q=1");
    assertEquals(302, reply.status());
    assertEquals("Found", reply.reason());
    assertEquals("http://other/x/p?q=1", reply.fields().get(2).value());
    assertEquals("http://other/x/p", location("a redir http://other/x", "HEAD /p"));
    assertEquals("/p", location("a redir /", "GET http://h/p"));
  }

  @Test
  void whatIsNotSafeIsForwarded() throws Exception {
    assertNull(reply("a redir http://other", "POST /"));
    assertNull(reply("a redir http://other", "OPTIONS *"));
    assertNull(reply("a", "GET /"));
  }
}
