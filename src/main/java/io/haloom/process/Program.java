package io.haloom.process;

import io.haloom.admin.ProgramServices;
import io.haloom.cli.Console;
import io.haloom.config.Environment;
import io.haloom.log.LogRing;
import io.haloom.model.load.draft.Surroundings;
import java.util.Map;

/** What the commands of the stats socket ask of the program. */
public final class Program implements ProgramServices {

  private final Console console;
  private final Environment environment;
  private final Surroundings surroundings;
  private volatile Map<String, LogRing> rings = Map.of();

  /**
   * @param surroundings what a configuration is read in; its environment is the one it left
   */
  Program(Console console, Surroundings surroundings) {
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
