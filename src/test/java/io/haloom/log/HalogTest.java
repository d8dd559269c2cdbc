package io.haloom.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import io.haloom.model.GlobalConfig;
import io.haloom.model.LogTarget;
import io.haloom.model.LoggingConfig;
import io.haloom.model.RingConfig;
import io.haloom.sample.FakeContext;
import io.haloom.sample.FakeSession;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** HAProxy's own log analyser reads our lines. */
class HalogTest {
  private static String run(List<byte[]> lines, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(Needs.program("halog"), "-q"));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream in = process.getOutputStream()) {
      for (byte[] line : lines) {
        in.write(line);
        in.write('\n');
      }
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    return output;
  }

  @Test
  void tcpLines() throws Exception {
    Needs.program("halog");
    RingConfig ring = new RingConfig("r", null, LogTarget.Format.RFC3164, 1024, 65536);
    GlobalConfig global = LogFixtures.global("host1");
    Loggers loggers = new Loggers(() -> global, List.of(ring), alert -> {});
    LogTarget target = LogFixtures.target("ring@r", LogTarget.Format.RFC3164);
    LoggingConfig logging =
        new LoggingConfig(List.of(target), LogFixtures.format(LogFormats.TCP), null, null, null);
    AccessLog log = new AccessLog(LogFixtures.proxy(logging), loggers);
    FakeContext context = new FakeContext();
    log.ended(context);
    ((FakeSession) context.session).acceptMicros += 3_000_000;
    log.ended(context);
    loggers.close();
    List<byte[]> lines = loggers.rings().get("r").lines();
    assertEquals("2\n", run(lines, "-c"));
    String delays = run(lines, "-ad", "1000");
    assertTrue(delays.matches("[0-9:]{8}\\.123 \\d+ 3000 1\n"), delays);
  }
}
