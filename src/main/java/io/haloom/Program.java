package io.haloom;

import io.haloom.admin.ProgramServices;
import io.haloom.config.ConfigText;
import io.haloom.config.Diagnostic;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.log.LogRing;
import io.haloom.model.Config;
import io.haloom.model.ProxyConfig;
import io.haloom.model.ServerConfig;
import io.haloom.model.load.ConfigLoader;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

  /** Read as a backend of its own: no default-server applies, as in HAProxy. */
  @Override
  public ServerConfig parseServer(ProxyConfig backend, List<String> words, StringBuilder messages) {
    String text =
        "backend "
            + backend.name()
            + "\n  mode tcp\n  timeout connect 1s\n  timeout server 1s\n  server "
            + words.stream().map(Program::quoted).collect(Collectors.joining(" "))
            + "\n";
    Diagnostics diagnostics = new Diagnostics();
    Config config =
        new ConfigLoader(surroundings, diagnostics).load("add server", ConfigText.bytes(text));
    for (Diagnostic diagnostic : diagnostics.all()) {
      if (PLACE.matcher(diagnostic.text()).find()) {
        messages.append(PLACE.matcher(diagnostic.text()).replaceFirst("")).append('\n');
      }
    }
    return config == null ? null : config.proxies().get(0).backend().servers().get(0);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
