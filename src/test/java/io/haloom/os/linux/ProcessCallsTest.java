package io.haloom.os.linux;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProcessCallsTest {
  @Test
  void knowsWhetherAProcessIsThere() throws Exception {
    assertTrue(ProcessCalls.exists(ProcessHandle.current().pid()));
    assertTrue(ProcessCalls.exists(1), "somebody else's, perhaps");
    Process ended = new ProcessBuilder("sh", "-c", ":").start();
    ended.waitFor();
    assertFalse(ProcessCalls.exists(ended.pid()));
  }
}
