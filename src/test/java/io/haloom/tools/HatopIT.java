package io.haloom.tools;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** hatop in a terminal of its own: what it shows, and what its keys do. */
@Timeout(300)
class HatopIT {
  private final Tool tmux = Tool.named("tmux");
  private final Tool hatop = Tool.named("hatop");
  private final String terminal = "haloom-hatop-" + ProcessHandle.current().pid();

  private String tmux(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 2];
    all[0] = "-L";
    all[1] = terminal;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return tmux.run(all).output();
  }

  private String screen() throws Exception {
    return tmux("capture-pane", "-p");
  }

  private void keys(String... keys) throws Exception {
    for (String key : keys) {
      tmux("send-keys", key);
    }
  }

  @AfterEach
  void closeTheTerminal() throws Exception {
    tmux("kill-server");
  }

  /** A check under way puts a star before the result of the last one. */
  private static boolean hasChecked(String text) {
    return text.matches("(?s).*\\none +1 UP +L4OK .*")
        && text.matches("(?s).*\\ngone +1 DOWN +L4CON .*");
  }

  @Test
  void showsAndChangesServers() throws Exception {
    try (Program program = Program.start()) {
      program.clients(4);
      String command = hatop + " -s " + program.socket() + " -i 1; echo ended with $?; cat";
      tmux("new-session", "-d", "-x", "160", "-y", "50", command);
      String shown = Tool.until(this::screen, HatopIT::hasChecked);
      assertTrue(shown.contains("HAProxy Version: 2.6"), shown);
      assertTrue(shown.matches("(?s).*Connections: \\[ +\\d+/500\\].*"), shown);
      assertTrue(shown.matches("(?s).*\\nBACKEND +2 UP .*"), shown);

      keys("Down", "Down", "Down", "Down", "F10");
      Tool.until(() -> program.status("one"), "MAINT"::equals);
      Tool.until(this::screen, text -> text.matches("(?s).*\\none +1 MAINT .*"));
      keys("F9");
      Tool.until(() -> program.status("one"), text -> text.startsWith("UP"));

      keys("5");
      Tool.until(this::screen, text -> text.contains("haproxy command line"));
      keys("show info", "Enter");
      Tool.until(this::screen, text -> text.contains("Idle_pct: "));
      keys("M-1", "q");
      Tool.until(this::screen, text -> text.contains("ended with 0"));
    }
  }
}
