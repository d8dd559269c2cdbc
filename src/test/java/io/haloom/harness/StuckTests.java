package io.haloom.harness;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Ends a run in which a test is stuck where no interrupt reaches it, as in a blocking read of a
 * pipe: after {@link #LIMIT} without a test that begins or ends, every thread is printed, virtual
 * ones too, and the JVM exits. Maven then names the class. JUnit's own limit, two minutes, ends all
 * others.
 */
public final class StuckTests
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private static final Duration LIMIT =
      Duration.ofMinutes(Long.getLong("haloom.stuck.minutes", 10));
  private static final int EXIT = 70;

  private static volatile long lastEvent = System.nanoTime();
  private static volatile String last = "nothing yet";

  static {
    Thread.ofPlatform().name("stuck-tests").daemon().start(StuckTests::watch);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    note("began", context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    note("began", context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    note("ended", context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    note("ended", context);
  }

  private static void note(String event, ExtensionContext context) {
    last = event + ": " + context.getUniqueId();
    lastEvent = System.nanoTime();
  }

  private static void watch() {
    try {
      while (System.nanoTime() - lastEvent < LIMIT.toNanos()) {
        Thread.sleep(1000);
      }
      System.err.println("Stuck for " + LIMIT.toMinutes() + " minutes; the last was " + last);
      System.err.println(threads());
    } catch (IOException | InterruptedException e) {
      System.err.println(e);
    }
    Runtime.getRuntime().halt(EXIT);
  }

  private static String threads() throws IOException {
    Path folder = Files.createTempDirectory("stuck");
    Path file = folder.resolve("threads");
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
      return Files.readString(file);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
