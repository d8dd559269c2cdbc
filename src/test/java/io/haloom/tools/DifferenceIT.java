package io.haloom.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The same clients and servers through HAProxy and through Haloom: what differs and is not meant to
 * fails. {@code bench/diff} tells of each case; {@code bench/cases} has them.
 */
@Timeout(600)
class DifferenceIT {
  private static final int MINUTES = 1;

  @Test
  void nothingDiffersButWhatIsMeantTo() throws Exception {
    Tool haproxy = Tool.named("haproxy");
    Tool python = Tool.named(Path.of(Needs.python("hpack")));
    String script = Path.of("bench", "diff").toAbsolutePath().toString();
    Process process = python.start(script, "--oracle", haproxy.toString());
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES));
    System.out.println(output);
    assertEquals(0, process.exitValue(), output);
  }
}
