package io.haloom;

import io.haloom.admin.ProgramServices;
import io.haloom.config.Environment;
import io.haloom.log.LogRing;
import io.haloom.model.load.ConfigLoader;
import java.util.Map;
import java.util.regex.Pattern;

/** What the commands of the stats socket ask of the program. */
final class Program implements ProgramServices {
  private static final Pattern PLACE = Pattern.compile("^(parsing )?\\[add server:\\d+\\] : ");

  private final Console console;
  private final Environment environment;
  private final ConfigLoader.Surroundings surroundings;
  private volatile Map<String, LogRing> rings = Map.of();

  /**
   * @param surroundings what a configuration is read in; its environment is the one it left
   */
  Program(Console console, ConfigLoader.Surroundings surroundings) {
    this.console = console;
    this.surroundings = surroundings;
    this.environment = surroundings.environment();
  }

  /** Gives the rings of the balancer that runs. */
  void rings(Map<String, LogRing> all) {
    rings = all;
  }

  @Override
  public Map<String, String> environment() {
    return environment.all();
  }

  @Override
  public Map<String, LogRing> rings() {
    return rings;
  }

  @Override
  public String startupLogs() {
    return console.startupLogs();
  }
}
