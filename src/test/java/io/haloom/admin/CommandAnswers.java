package io.haloom.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the stats socket answers to commands that are nothing but their words. */
public final class CommandAnswers {
  private CommandAnswers() {}

  /**
   * The answer to each, on a connection of its own.
   *
   * @param folder where the socket may be
   */
  public static Map<String, String> of(List<String> commands, Path folder) throws IOException {
    String config =
        """
        global
          stats socket %s/s level admin
        defaults
          timeout client 1s
          timeout server 1s
          timeout connect 1s
        backend b
          server s 127.0.0.1:1
        """
            .formatted(folder);
    Map<String, String> answers = new LinkedHashMap<>();
    try (AdminWorld world = new AdminWorld(config)) {
      for (String command : commands) {
        answers.put(command, RawClient.ask(world.path(0), command + ";quit\n"));
      }
    }
    return answers;
  }
}
