package io.haloom.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.model.GlobalConfig;
import io.haloom.model.LogTarget;
import io.haloom.model.LoggingConfig;
import io.haloom.model.Option;
import io.haloom.sample.ByteText;
import io.haloom.sample.FakeContext;
import io.haloom.sample.FakeSession;
import io.haloom.sample.LogFormat;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessLogTest {
  private final FakeContext context = new FakeContext();
  private final FakeSession session = (FakeSession) context.session;
  private DatagramSocket receiver;
  private Loggers loggers;

  @BeforeEach
  void open() throws Exception {
    receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    receiver.setSoTimeout(10_000);
    GlobalConfig global = LogFixtures.global(null);
    loggers = new Loggers(() -> global, List.of(), alert -> {});
  }

  @AfterEach
  void close() {
    loggers.close();
    receiver.close();
  }

  private AccessLog log(LogFormat format, Option... options) {
    LogTarget target =
        LogFixtures.target("127.0.0.1:" + receiver.getLocalPort(), LogTarget.Format.PRIORITY);
    LoggingConfig config = new LoggingConfig(List.of(target), format, null, null, null);
    return new AccessLog(LogFixtures.proxy(config, options), loggers);
  }

  private String received() throws Exception {
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    receiver.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void tcplog() throws Exception {
    log(LogFixtures.format(LogFormats.TCP)).ended(context);
    ByteText date = new ByteText();
    LogDates.appendLocal(date, session.acceptMicros);
    assertEquals(
        "<134>192.168.1.10:40000 [" + date + "] fe bk/srv1 2/10/250 4567 -- 9/8/7/6/0 0/0\n",
        received());
  }

  @Test
  void withoutFormatTheConnectionIsLogged() throws Exception {
    AccessLog log = log(null);
    log.began(context);
    log.ended(context);
    assertEquals("<134>Connect from 192.168.1.10:40000 to 127.0.0.1:8080 (fe/TCP)\n", received());
  }

  @Test
  void errorsMayHaveALevelOfTheirOwn() throws Exception {
    AccessLog log = log(LogFixtures.format("%ts %rc %ID"), Option.LOG_SEPARATE_ERRORS);
    session.cause = 's';
    session.phase = 'C';
    session.retries = 3;
    session.redispatched = true;
    log.ended(context);
    assertEquals("<131>sC +3 -\n", received());
  }

  @Test
  void whatIsNotToBeLoggedIsNot() throws Exception {
    session.bytesIn = 0;
    log(LogFixtures.format("null"), Option.DONTLOGNULL).ended(context);
    log(LogFixtures.format("normal"), Option.DONTLOG_NORMAL).ended(context);
    session.logLevel = -1;
    log(LogFixtures.format("silent")).ended(context);
    session.logLevel = 3;
    log(LogFixtures.format("%[src] told %[always_false]%ST")).ended(context);
    assertEquals("<131>192.168.1.10 told 00\n", received());
  }

  @Test
  void logasapWritesEarlyWithAPlus() throws Exception {
    AccessLog log = log(LogFixtures.format("%Tt %B %bi:%bp %si:%sp"), Option.LOGASAP);
    session.unfinished = true;
    assertTrue(log.connected(context));
    assertEquals("<134>+250 +4567 127.0.0.1:50000 127.0.0.2:9000\n", received());
  }

  @Test
  void localHeader() throws Exception {
    TimeZone zone = TimeZone.getDefault();
    LogTarget target =
        LogFixtures.target("127.0.0.1:" + receiver.getLocalPort(), LogTarget.Format.LOCAL);
    LoggingConfig config =
        new LoggingConfig(List.of(target), LogFixtures.format("x"), null, null, "tag");
    new AccessLog(LogFixtures.proxy(config), loggers).ended(context);
    String line = received();
    String pid = Long.toString(ProcessHandle.current().pid());
    assertTrue(
        line.matches("<134>[A-Z][a-z]{2} [ 123][0-9] [0-9:]{8} tag\\[" + pid + "]: x\n"),
        line + zone);
  }
}
