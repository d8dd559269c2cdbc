package io.haloom.process;

import io.haloom.config.Diagnostics;
import io.haloom.model.BindConfig;
import io.haloom.model.Config;
import io.haloom.model.load.ConfigLoader;
import io.haloom.model.load.draft.Surroundings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What {@code -S} names: addresses of the master CLI, as stats sockets of a configuration. */
public final class MasterSockets {
  private MasterSockets() {}

  /**
   * Reads them.
   *
   * @param given addresses, each with bind options behind commas
   * @param surroundings of the configuration
   * @param diagnostics is told what is wrong
   * @return null where something is
   */
  static List<BindConfig> of(
      List<String> given, Surroundings surroundings, Diagnostics diagnostics) {
    List<BindConfig> binds = new ArrayList<>();
    for (String text : given) {
      String[] words = text.split(",+", -1);
      StringBuilder line = new StringBuilder("global\n  stats socket ");
      line.append(words[0]).append(" level admin");
      for (int i = 1; i < words.length; i++) {
        line.append(' ').append(words[i]);
      }
      byte[] bytes = line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
      Config config = new ConfigLoader(surroundings, diagnostics).load("master-socket", bytes);
      if (config == null) {
        diagnostics.alert("Cannot create the listener of the master CLI");
        return null;
      }
      binds.addAll(config.global().stats().binds());
    }
    return binds;
  }
}
