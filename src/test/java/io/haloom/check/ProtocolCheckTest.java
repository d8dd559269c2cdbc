package io.haloom.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The protocols HAProxy knows itself, against scripted servers. Requests, statuses and texts are
 * those of HAProxy 2.6.12 against the same scripts.
 */
@Timeout(120)
class ProtocolCheckTest {
  private static final String RESET = "SOCKERR \"Connection reset by peer\"";
  private static final String REFUSED = "L4CON \"Connection refused\"";

  private String option = "";

  /** The check of {@code option} against a peer, which is closed afterwards. */
  private String check(Peer peer) throws Exception {
    return check(peer, "inter 10s");
  }

  private String check(Peer peer, String words) throws Exception {
    try (peer;
        CheckWorld world = CheckWorld.backend("option " + option, peer, "check " + words)) {
      return world.check();
    }
  }

  private String answer(int request, byte[] answer) throws Exception {
    return check(Peer.answering(request, answer));
  }

  private String answer(int request, String answer) throws Exception {
    return answer(request, latin1(answer));
  }

  private String slowly(int request, byte[] answer) throws Exception {
    return check(
        Peer.playing(
            talk -> {
              talk.read(request);
              talk.sendSlowly(answer);
              talk.drain();
            }));
  }

  private String closing(int request, byte[] answer) throws Exception {
    return check(
        Peer.playing(
            talk -> {
              talk.read(request);
              talk.send(answer);
            }));
  }

  private String closing(int request, String answer) throws Exception {
    return closing(request, latin1(answer));
  }

  private String resetting(int request) throws Exception {
    return check(
        Peer.playing(
            talk -> {
              talk.read(request);
              talk.reset();
            }));
  }

  private String silent() throws Exception {
    return check(Peer.silent(), "inter 150");
  }

  private String refused() throws Exception {
    return check(Peer.refusing());
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private String request(int length) throws Exception {
    try (Peer peer = Peer.playing(talk -> talk.read(length));
        CheckWorld world = CheckWorld.backend("option " + option, peer, "check inter 5s")) {
      world.check();
      return HexFormat.of().formatHex(peer.finished().bytes());
    }
  }

  @Test
  void redis() throws Exception {
    option = "redis-check";
    assertEquals("L7OK/0 \"Redis server is ok\"", answer(14, "+PONG\r\n"));
    assertEquals("L7OK/0 \"Redis server is ok\"", slowly(14, latin1("+PONG\r\n")));
    assertEquals(
        "L7STS/0 \"-NOAUTH Authentication required.\"",
        closing(14, "-NOAUTH Authentication required.\r\n"));
    assertEquals("L7STS/0 \"+PO\"", closing(14, "+PO"));
    assertEquals("L7STS/0 \"TCPCHK got an empty response at step 2\"", closing(14, ""));
    assertEquals(RESET, resetting(14));
    assertEquals("L7TOUT", silent());
    assertEquals(REFUSED, refused());
    assertEquals(HexFormat.of().formatHex(latin1("*1\r\n$4\r\nPING\r\n")), request(14));
  }

  @Test
  void ldap() throws Exception {
    option = "ldap-check";
    String ok = "L7OK/0 \"Success\"";
    byte[] success = hex("300c02010161070a010004000400");
    assertEquals(ok, answer(14, success));
    assertEquals(ok, slowly(14, success));
    assertEquals(ok, answer(14, hex("3082000c 02010161070a010004000400")));
    assertEquals(ok, answer(14, hex("308400000010 020101618400000007 0a010004000400")));
    assertEquals(
        "L7STS/49 \"See RFC: http://tools.ietf.org/html/rfc4511#section-4.1.9\"",
        answer(14, hex("300c02010161070a013104000400")));
    String foreign = "L7RSP \"Not LDAPv3 protocol\"";
    assertEquals(foreign, answer(14, "garbage garbage"));
    assertEquals(foreign, answer(14, hex("308300000c 02010161070a010004000400")));
    assertEquals(foreign, answer(14, hex("300c02010161070b010004000400")));
    assertEquals("L7RSP", closing(14, hex("300c020101")));
    assertEquals("L7RSP \"TCPCHK got an empty response at step 2\"", closing(14, ""));
    assertEquals("L7TOUT", silent());
    assertEquals(REFUSED, refused());
    assertEquals("300c020101600702010304008000", request(14));
  }

  @Test
  void postgres() throws Exception {
    option = "pgsql-check user haproxy";
    String ok = "L7OK/0 \"PostgreSQL server is ok\"";
    assertEquals(ok, answer(22, hex("520000000800000000")));
    assertEquals(ok, slowly(22, hex("520000000800000000")));
    assertEquals(ok, answer(22, hex("520000000c0000000573616c74")));
    assertEquals("L7RSP \"FATAL\"", answer(22, "E\0\0\0\17SFATAL\0VFATAL\0"));
    assertEquals("L7RSP", closing(22, "E\0\0"));
    assertEquals("L7STS/0 \"PostgreSQL unknown error\"", answer(22, "garbage garbage"));
    assertEquals("L7STS/0 \"PostgreSQL unknown error\"", closing(22, "R\0\0\0\10"));
    assertEquals("L7RSP \"TCPCHK got an empty response at step 3\"", closing(22, ""));
    assertEquals(RESET, resetting(22));
    assertEquals("L7TOUT", silent());
    assertEquals(
        "0000001600030000" + HexFormat.of().formatHex(latin1("user\0haproxy\0\0")), request(22));
  }

  private static byte[] mysql(int sequence, String body) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.writeBytes(new byte[] {(byte) body.length(), 0, 0, (byte) sequence});
    packet.writeBytes(latin1(body));
    return packet.toByteArray();
  }

  private static final byte[] GREETING = mysql(0, "\n8.0.33-test\0 and more of it");
  private static final byte[] DENIED = mysql(2, "\u00ff\u0015\4Access denied for user");

  @Test
  void mysqlGreeting() throws Exception {
    option = "mysql-check";
    assertEquals("L7OK/0 \"8.0.33-test\"", answer(0, GREETING));
    assertEquals("L7OK/0 \"8.0.33-test\"", slowly(0, GREETING));
    assertEquals("L7STS/1045 \"Access denied for user\"", answer(0, DENIED));
    assertEquals("L7RSP", closing(0, hex("2000000a")));
    assertEquals("L7RSP", closing(0, "garbage\r\n"));
    assertEquals("L7RSP \"TCPCHK got an empty response at step 2\"", closing(0, ""));
    assertEquals("L7TOUT", silent());
    assertEquals(REFUSED, refused());
  }

  @Test
  void mysqlLogin() throws Exception {
    option = "mysql-check user haproxy";
    String login = "29000001008200000080000121" + "00".repeat(23) + "686170726f78790000";
    assertEquals(login + "0100000001", request(50));
    assertEquals("L7OK/0 \"8.0.33-test\"", login(mysql(2, "\0\0\0\2\0\0\0")));
    assertEquals("L7STS/1045 \"Access denied for user\"", login(DENIED));
    assertEquals("L7RSP", login(hex("0700")));
    assertEquals("L7RSP", login(new byte[0]));
    option = "mysql-check user haproxy pre-41";
    assertEquals("0e0000010080000001686170726f787900000100000001", request(23));
  }

  private String login(byte[] verdict) throws Exception {
    return check(
        Peer.playing(
            talk -> {
              talk.send(GREETING);
              talk.read(20);
              talk.send(verdict);
            }));
  }

  @Test
  void sslHello() throws Exception {
    option = "ssl-hello-chk";
    assertEquals("L6OK", answer(126, hex("160300004a02")));
    assertEquals("L6OK", answer(126, hex("15030000020228")));
    assertEquals("L6OK", slowly(126, hex("160300004a02")));
    assertEquals("L6RSP", answer(126, "garbage"));
    assertEquals("L6RSP", closing(126, "gar"));
    assertEquals("L6OK", closing(126, hex("1603")));
    assertEquals("L6RSP \"TCPCHK got an empty response at step 2\"", closing(126, ""));
    assertEquals(RESET, resetting(126));
    assertEquals("L6TOUT", silent());
    assertEquals(REFUSED, refused());
    String hello = request(126);
    assertEquals("16030000790100007503 00".replace(" ", ""), hello.substring(0, 22));
    assertEquals(252, hello.length());
    assertEquals("0039003a0100", hello.substring(240));
  }

  private static byte[] frame(String body) {
    byte[] bytes = latin1(body);
    return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
  }

  private static final String AGENT_HELLO = "\145\0\0\0\1\0\0";
  private static final String FRAME_SIZE = "\16max-frame-size\3\u00fc\u00f0\6";

  @Test
  void spop() throws Exception {
    option = "spop-check";
    String version = "\7version\10\0032.0";
    byte[] good = frame(AGENT_HELLO + version + FRAME_SIZE + "\14capabilities\10\0");
    assertEquals("L7OK/0 \"SPOA server is ok\"", answer(82, good));
    assertEquals("L7OK/0 \"SPOA server is ok\"", slowly(82, good));
    String old = "\7version\10\0031.0";
    assertEquals(
        "L7RSP \"unsupported version\"", answer(82, frame(AGENT_HELLO + old + FRAME_SIZE)));
    assertEquals("L7RSP \"version value not found\"", answer(82, frame(AGENT_HELLO + FRAME_SIZE)));
    assertEquals(
        "L7RSP \"max-frame-size value not found\"", answer(82, frame(AGENT_HELLO + version)));
    assertEquals(
        "L7RSP \"frame is too big\"",
        answer(82, frame("\146\0\0\0\1\0\0\13status-code\3\3\7message\10\3bye")));
    String negative = "\377" + "\200".repeat(8) + "\210\0";
    assertEquals(
        "L7RSP \"an unknown error occurred\"",
        answer(82, frame("\146\0\0\0\1\0\0\13status-code\3" + negative)));
    assertEquals("L7RSP \"invalid frame received\"", closing(82, "garbagegarbage"));
    assertEquals("L7RSP \"invalid frame received\"", closing(82, "\0\0\0"));
    assertEquals("L7RSP \"TCPCHK got an empty response at step 2\"", closing(82, ""));
    assertEquals("L7TOUT", silent());
    String hello =
        "\1\0\0\0\1\0\0\22supported-versions\10\0032.0"
            + FRAME_SIZE
            + "\14capabilities\10\0\13healthcheck\21";
    assertEquals(HexFormat.of().formatHex(frame(hello)), request(82));
  }
}
