package io.haloom.proxy;

import io.haloom.model.BackendConfig.StateSource;
import io.haloom.model.GlobalConfig;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Restores the states of servers at start, from the global state file or each backend's own ({@code
 * load-server-state-from-file}). Nothing in a file can prevent the start: what is wrong is warned
 * of and left out.
 */
public final class StateFileLoader {
  private final ProxyRuntime runtime;
  private final Consumer<String> warnings;

  /**
   * @param warnings gets each warning, without HAProxy's {@code [WARNING]} and without a newline
   */
  public StateFileLoader(ProxyRuntime runtime, Consumer<String> warnings) {
    this.runtime = runtime;
    this.warnings = warnings;
  }

  /** Loads all; once, after all proxies are there and before the first check. */
  public void load() {
    Map<String, StateLine> global = global();
    for (Backend backend : runtime.backends()) {
      StateSource source = backend.config().backend().stateSource();
      if (source == StateSource.GLOBAL) {
        restore(backend, global);
      } else if (source == StateSource.LOCAL) {
        local(backend);
      }
    }
  }

  private void restore(Backend backend, Map<String, StateLine> lines) {
    for (Server server : backend.servers()) {
      StateLine line = lines.remove(backend.name() + " " + server.name());
      String warning = line == null ? null : StateRestore.apply(server, line);
      if (warning != null) {
        warnings.accept(warning);
      }
    }
  }

  // --- the global file -------------------------------------------------------------------------

  private Map<String, StateLine> global() {
    Map<String, StateLine> lines = new LinkedHashMap<>();
    GlobalConfig config = runtime.config().global();
    if (config.stateFile() == null) {
      return lines;
    }
    Path file = Path.of(config.stateFile());
    try {
      StateFileText text = StateFileText.read(file);
      if (!text.known()) {
        warn("config: Can't get version of the global server state file '" + file + "'.");
        return lines;
      }
      for (StateLine line : text.lines()) {
        lines.putIfAbsent(line.text("be_name") + " " + line.text("srv_name"), line);
      }
      if (text.corruptedAt() > 0) {
        warn(
            "config: corrupted global server state file '"
                + file
                + "' at line "
                + text.corruptedAt()
                + ".");
        lines.clear();
      }
    } catch (IOException e) {
      warn("config: Can't open global server state file '" + file + "': " + reason(e));
    }
    return lines;
  }

  private void warn(String text) {
    warnings.accept(text);
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    return e instanceof AccessDeniedException ? "Permission denied" : e.getMessage();
  }

  // --- a backend's own file --------------------------------------------------------------------

  private void local(Backend backend) {
    Path file = localFile(backend);
    String proxy = "Proxy '" + backend.name() + "': ";
    try {
      StateFileText text = StateFileText.read(file);
      if (!text.known()) {
        warn(proxy + "Can't get version of the server state file '" + file + "'.");
        return;
      }
      Map<String, StateLine> lines = new LinkedHashMap<>();
      for (StateLine line : text.lines()) {
        if (belongs(backend, line, proxy)) {
          lines.putIfAbsent(backend.name() + " " + line.text("srv_name"), line);
        }
      }
      if (text.corruptedAt() > 0) {
        warn(
            proxy
                + "corrupted server state file '"
                + file
                + "' at line "
                + text.corruptedAt()
                + ".");
        return;
      }
      restore(backend, lines);
      for (StateLine line : lines.values()) {
        mismatch(
            backend,
            proxy,
            "can't find server '"
                + line.text("srv_name")
                + "' in backend '"
                + backend.name()
                + "'");
      }
    } catch (IOException e) {
      warn(proxy + "Can't open server state file '" + file + "': " + reason(e) + ".");
    }
  }

  private Path localFile(Backend backend) {
    Path name = Path.of(backend.config().backend().stateFileName());
    String base = runtime.config().global().stateBase();
    return name.isAbsolute() || base == null ? name : Path.of(base).resolve(name);
  }

  private boolean belongs(Backend backend, StateLine line, String proxy) {
    boolean sameId = line.number("be_id") == backend.config().id();
    boolean sameName = line.text("be_name").equals(backend.name());
    if (sameName && !sameId) {
      mismatch(
          backend,
          proxy,
          "backend ID mismatch: from server state file: '"
              + line.text("be_id")
              + "', from running config '"
              + backend.config().id()
              + "'");
    } else if (sameId && !sameName) {
      mismatch(
          backend,
          proxy,
          "backend name mismatch: from server state file: '"
              + line.text("be_name")
              + "', from running config '"
              + backend.name()
              + "'");
    }
    return sameName;
  }

  private void mismatch(Backend backend, String proxy, String text) {
    warn(proxy + text);
    runtime.events().send(backend.config(), Events.NOTICE, text);
  }
}
