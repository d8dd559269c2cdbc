package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haloom.harness.Needs;
import io.haloom.harness.Peer;
import io.haloom.harness.ReservedPort;
import io.haloom.harness.Running;
import java.io.IOException;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that set options of sockets, which the kernel is asked for. */
@Timeout(60)
class SocketWordsTest {
  private static final int SOL_IP = 0;
  private static final int IP_TRANSPARENT = 19;
  private static final int SOL_TCP = 6;
  private static final int TCP_KEEPIDLE = 4;
  private static final int TCP_KEEPINTVL = 5;
  private static final int TCP_KEEPCNT = 6;
  private static final int TCP_DEFER_ACCEPT = 9;
  private static final int TCP_USER_TIMEOUT = 18;
  private static final int TCP_FASTOPEN = 23;
  private static final int SOL_IPV6 = 41;
  private static final int IPV6_V6ONLY = 26;

  private static Running run(String mode, String bind, String lines, Peer peer, String server) {
    return Running.of(
        """
        defaults
          mode %s
          timeout connect 5s
          timeout client 30s
          timeout server 30s
        listen l
          bind 127.0.0.1:0 %s
        %s
          server s %s %s
        """
            .formatted(mode, bind, lines.indent(2), peer.address(), server));
  }

  /** A client that has an answer, through a connection to the server. */
  private static Socket served(Running running) throws IOException {
    Socket client = running.connect("l");
    client.getOutputStream().write('x');
    assertEquals('x', client.getInputStream().read());
    return client;
  }

  private interface Question {
    String ask(Socket client) throws IOException;
  }

  private static String told(String bind, String lines, String server, Question question)
      throws IOException {
    try (Peer echo = Peer.echo();
        Running running = run("tcp", bind, lines, echo, server);
        Socket client = served(running)) {
      return question.ask(client);
    }
  }

  private static int ofListener(String bind, int level, int option) throws IOException {
    return ofListener(bind, "", level, option);
  }

  private static int ofListener(String bind, String lines, int level, int option)
      throws IOException {
    try (Peer echo = Peer.echo();
        Running running = run("tcp", bind, lines, echo, "")) {
      return KernelSockets.option(KernelSockets.listening(running.port("l")), level, option);
    }
  }

  private static int ofServer(String lines, String words, int level, int option)
      throws IOException {
    try (Peer echo = Peer.echo();
        Running running = run("tcp", "", lines, echo, words);
        Socket client = served(running)) {
      assertTrue(client.isConnected());
      return KernelSockets.option(KernelSockets.connectedTo(echo.port()), level, option);
    }
  }

  private static void needsEpoll() {
    assumeTrue(!"jdk".equals(System.getProperty("haloom.transport")));
  }

  // --- actions ---------------------------------------------------------------------------------

  private static String afterRule(String rule) throws IOException {
    try (Peer web =
            Peer.of(
                c -> {
                  c.getInputStream().read();
                  c.getOutputStream().write("HTTP/1.1 204 No\r\n\r\n".getBytes());
                  c.getInputStream().readAllBytes();
                });
        Running running = run("http", "", rule, web, "");
        Socket client = running.connect("l")) {
      client.getOutputStream().write("GET / HTTP/1.1\r\nhost: h\r\n\r\n".getBytes());
      assertEquals("HTTP/1.1 204", new String(client.getInputStream().readNBytes(12)));
      return KernelSockets.accepted(client);
    }
  }

  private static final String RULES =
      "tcp-request connection,tcp-request session,tcp-request content,http-request,"
          + "tcp-response content,http-response";

  @Test
  void setTos() throws Exception {
    for (String rules : RULES.split(",")) {
      String told = afterRule(rules + " set-tos 0x20");
      assertTrue(told.contains(" tos:0x20 "), rules + ": " + told);
    }
  }

  @Test
  void setMark() throws Exception {
    needsEpoll();
    Needs.root();
    for (String rules : RULES.split(",")) {
      String told = afterRule(rules + " set-mark 0x1f");
      assertTrue(told.contains(" fwmark:0x1f "), rules + ": " + told);
    }
  }

  // --- bind lines ------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"bind", "proxy"})
  void backlog(String place) throws Exception {
    try (Peer echo = Peer.echo();
        Running running =
            place.equals("bind")
                ? run("tcp", "backlog 7", "", echo, "")
                : run("tcp", "", "backlog 7", echo, "")) {
      String told = KernelSockets.listening(running.port("l"));
      assertTrue(told.matches("(?s)0 +7 .*"), told);
    }
  }

  @Test
  void deferAccept() throws Exception {
    needsEpoll();
    assertTrue(ofListener("defer-accept", SOL_TCP, TCP_DEFER_ACCEPT) > 0);
    assertEquals(0, ofListener("", SOL_TCP, TCP_DEFER_ACCEPT));
  }

  @Test
  void fastOpenOfListeners() throws Exception {
    needsEpoll();
    assertTrue(ofListener("tfo", SOL_TCP, TCP_FASTOPEN) > 0);
    assertEquals(0, ofListener("", SOL_TCP, TCP_FASTOPEN));
  }

  @Test
  void userTimeoutOfClients() throws Exception {
    needsEpoll();
    assertEquals(7000, ofListener("tcp-ut 7s", SOL_TCP, TCP_USER_TIMEOUT));
  }

  @Test
  void foreignAddressesOfListeners() throws Exception {
    needsEpoll();
    Needs.root();
    assertEquals(1, ofListener("transparent", SOL_IP, IP_TRANSPARENT));
    assertEquals(0, ofListener("", SOL_IP, IP_TRANSPARENT));
  }

  @Test
  void interfaceOfListeners() throws Exception {
    needsEpoll();
    String told = told("interface lo", "", "", client -> KernelSockets.listening(client.getPort()));
    assertTrue(told.contains(" 127.0.0.1%lo:"), told);
  }

  @Test
  void segmentSize() throws Exception {
    needsEpoll();
    String told = told("mss 1000", "", "", KernelSockets::accepted);
    Matcher mss = Pattern.compile(" mss:([0-9]+) ").matcher(told);
    assertTrue(mss.find() && Integer.parseInt(mss.group(1)) <= 1000, told);
  }

  @Test
  void v6only() throws Exception {
    assertEquals(0, v6only(""));
    assertEquals(0, v6only("v4v6"));
    assertEquals(1, v6only("v6only"));
    assertEquals(1, v6only("v6only v4v6"));
  }

  private static int v6only(String words) throws IOException {
    Needs.ipv6();
    needsEpoll();
    try (ReservedPort port = new ReservedPort();
        Running running =
            Running.of(
                """
                defaults
                  timeout client 30s
                frontend l
                  bind :::%d %s
                """
                    .formatted(port.port(), words))) {
      String told = KernelSockets.listening(running.port("l"));
      return KernelSockets.option(told, SOL_IPV6, IPV6_V6ONLY);
    }
  }

  // --- keep-alive ------------------------------------------------------------------------------

  private static String keepAlive(String told) throws IOException {
    return KernelSockets.option(told, SOL_TCP, TCP_KEEPIDLE)
        + " "
        + KernelSockets.option(told, SOL_TCP, TCP_KEEPINTVL)
        + " "
        + KernelSockets.option(told, SOL_TCP, TCP_KEEPCNT);
  }

  @Test
  void keepAliveOfClients() throws Exception {
    String lines = "option clitcpka\nclitcpka-idle 77s\nclitcpka-intvl 33s\nclitcpka-cnt 5";
    String told = told("", lines, "", client -> keepAlive(KernelSockets.accepted(client)));
    assertEquals("77 33 5", told);
  }

  @Test
  void keepAliveOfServers() throws Exception {
    String lines = "option srvtcpka\nsrvtcpka-idle 77s\nsrvtcpka-intvl 33s\nsrvtcpka-cnt 5";
    assertEquals(77, ofServer(lines, "", SOL_TCP, TCP_KEEPIDLE));
    assertEquals(33, ofServer(lines, "", SOL_TCP, TCP_KEEPINTVL));
    assertEquals(5, ofServer(lines, "", SOL_TCP, TCP_KEEPCNT));
  }

  // --- server lines ----------------------------------------------------------------------------

  @Test
  void userTimeoutOfServers() throws Exception {
    needsEpoll();
    assertEquals(7000, ofServer("", "tcp-ut 7s", SOL_TCP, TCP_USER_TIMEOUT));
  }
}
