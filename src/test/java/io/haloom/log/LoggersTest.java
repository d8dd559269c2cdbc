package io.haloom.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.model.GlobalConfig;
import io.haloom.model.LogTarget;
import io.haloom.model.LogTarget.Format;
import io.haloom.model.LoggingConfig;
import io.haloom.model.RingConfig;
import io.haloom.proxy.Events;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import jnr.unixsocket.UnixDatagramChannel;
import jnr.unixsocket.UnixSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggersTest {
  @TempDir Path folder;

  private static Loggers loggers(RingConfig... rings) {
    GlobalConfig global = LogFixtures.global(null);
    return new Loggers(() -> global, List.of(rings), alert -> {});
  }

  private static EventLog events(Loggers loggers) {
    return new EventLog(loggers, (level, text) -> {});
  }

  private static LoggingConfig logging(LogTarget... targets) {
    return new LoggingConfig(List.of(targets), null, null, null, "t");
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.UTF_8);
  }

  @Test
  void ringsTakeTheirOwnFormatAndLength() {
    Loggers loggers = loggers(new RingConfig("r", null, Format.SHORT, 12, 4096));
    LogTarget target = LogFixtures.target("ring@r", Format.RFC5424);
    events(loggers).send(LogFixtures.proxy(logging(target)), Events.NOTICE, "Proxy fé started.");
    assertEquals("<5>Proxy fé", text(loggers.rings().get("r").lines().getFirst()));
    loggers.close();
  }

  @Test
  void onlyTheSampleIsSent() {
    Loggers loggers = loggers();
    BitSet chosen = new BitSet();
    chosen.set(2, 4);
    LogTarget target =
        new LogTarget(
            "ring@buf0", 16, 5, 0, 1024, Format.RAW, new LogTarget.SampleRanges(chosen, 4));
    LoggingConfig logging = logging(target);
    for (int i = 1; i <= 6; i++) {
      events(loggers).send(LogFixtures.proxy(logging), Events.NOTICE, "line " + i);
      events(loggers).send(LogFixtures.proxy(logging), Events.INFO, "too little to tell");
    }
    List<String> lines =
        loggers.rings().get("buf0").lines().stream()
            .map(line -> text(line).replaceFirst(".*> ?\\S+ ", ""))
            .toList();
    assertEquals(List.of("line 2", "line 3", "line 6"), lines);
    loggers.close();
  }

  @Test
  void eachProxyHasItsOwnSample() {
    Loggers loggers = loggers();
    BitSet chosen = new BitSet();
    chosen.set(1);
    LogTarget target =
        new LogTarget(
            "ring@buf0", 16, 5, 0, 1024, Format.RAW, new LogTarget.SampleRanges(chosen, 2));
    LoggingConfig one = logging(target);
    LoggingConfig other = new LoggingConfig(one.targets(), null, null, null, "t");
    for (int i = 1; i <= 3; i++) {
      events(loggers).send(LogFixtures.proxy(one), Events.NOTICE, "one " + i);
      events(loggers).send(LogFixtures.proxy(other), Events.NOTICE, "other " + i);
    }
    List<String> lines =
        loggers.rings().get("buf0").lines().stream()
            .map(line -> text(line).replaceFirst(".*> ?\\S+ ", ""))
            .toList();
    assertEquals(List.of("one 1", "other 1", "one 3", "other 3"), lines);
    loggers.close();
  }

  @Test
  void aUnixReceiverMayComeLate() throws Exception {
    Path path = folder.resolve("log");
    AtomicReference<String> alert = new AtomicReference<>();
    GlobalConfig global = LogFixtures.global(null);
    Loggers loggers = new Loggers(() -> global, List.of(), alert::set);
    LogTarget target = LogFixtures.target(path.toString(), Format.PRIORITY);
    EventLog events = events(loggers);
    events.send(LogFixtures.proxy(logging(target)), Events.ALERT, "nobody listens");
    while (loggers.dropped() == 0) {
      Thread.onSpinWait();
    }
    for (int round = 0; round < 2; round++) {
      try (UnixDatagramChannel receiver = UnixDatagramChannel.open()) {
        receiver.bind(new UnixSocketAddress(path.toFile()));
        events.send(LogFixtures.proxy(logging(target)), Events.ALERT, "round " + round);
        ByteBuffer buffer = ByteBuffer.allocate(200);
        receiver.receive(buffer);
        assertEquals(
            "<129>round " + round + "\n",
            StandardCharsets.ISO_8859_1.decode(buffer.flip()).toString());
      }
      Files.delete(path);
    }
    loggers.close();
  }
}
