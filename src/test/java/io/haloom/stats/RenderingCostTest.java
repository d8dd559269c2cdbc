package io.haloom.stats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.haloom.proxy.Proxy;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What statistics cost a row, by the bytes that are allocated for it: time varies, and they do not.
 * The page is what every browser asks for, the forms are what tools ask for every few seconds.
 */
class RenderingCostTest {
  private static final int BACKENDS = 40;
  private static final int SERVERS = 10;
  private static final int ROWS = BACKENDS * (SERVERS + 1);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private StatsHarness harness;

  @BeforeEach
  void start() throws Exception {
    StringBuilder text =
        new StringBuilder(
            """
            defaults
              mode http
              timeout connect 1s
              timeout client 1s
              timeout server 1s
            """);
    for (int b = 0; b < BACKENDS; b++) {
      text.append("backend app").append(b).append('\n');
      for (int s = 0; s < SERVERS; s++) {
        text.append("  server web").append(s).append(" 127.0.0.1:1 check\n");
      }
    }
    text.append("listen admin\n  bind 127.0.0.1:1\n  stats enable\n");
    harness = new StatsHarness(text.toString());
  }

  @AfterEach
  void stop() {
    harness.close();
  }

  /** Bytes for each row, once what is made only once has been made. */
  private long perRow(Runnable form) {
    form.run();
    form.run();
    long before = threads.getCurrentThreadAllocatedBytes();
    form.run();
    return (threads.getCurrentThreadAllocatedBytes() - before) / ROWS;
  }

  private void page() {
    StatsPage page =
        new StatsPage(
            harness.runtime.proxies().getLast().config().stats(),
            StatsUri.of(""),
            harness.process.values(false),
            false,
            PageAssets.load());
    int length = page.head(false).length();
    for (Proxy proxy : harness.runtime.proxies()) {
      List<StatRow> rows = new ArrayList<>();
      StatRows.forEach(proxy, StatFilter.ALL, rows::add);
      length += page.proxy(proxy.config(), rows).length();
    }
    assertTrue(length > ROWS * 500, length + " characters");
  }

  private void json() {
    StringBuilder text = new StringBuilder();
    StatsJson json = new StatsJson(text);
    rows(text, json::add);
  }

  private void csv() {
    StringBuilder text = new StringBuilder();
    rows(text, row -> StatsCsv.row(row, text));
  }

  /** Each row is taken before the next one, as whoever sends them does. */
  private void rows(StringBuilder text, Consumer<StatRow> form) {
    for (Proxy proxy : harness.runtime.proxies()) {
      StatRows.forEach(
          proxy,
          StatFilter.ALL,
          row -> {
            form.accept(row);
            assertTrue(text.length() > 100);
            text.setLength(0);
          });
    }
  }

  private static void assertAtMost(long most, long bytes) {
    assertTrue(bytes <= most, bytes + " bytes a row, where " + most + " are plenty");
  }

  @Test
  void thePage() {
    assertAtMost(9000, perRow(this::page));
  }

  @Test
  void theJson() {
    assertAtMost(9000, perRow(this::json));
  }

  @Test
  void theCsv() {
    assertAtMost(9000, perRow(this::csv));
  }
}
