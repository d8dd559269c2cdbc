package io.haloom.proxy;

import io.haloom.model.BackendConfig.StateSource;
import io.haloom.model.GlobalConfig;
import io.haloom.proxy.statefile.StateFileText;
import io.haloom.proxy.statefile.StateLine;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Restores the states of servers at start, from the global state file or each backend's own ({@code
 * load-server-state-from-file}). Nothing in a file can prevent the start: what is wrong is warned
 * of and left out. A file that is not there yet, or empty, is worth a notice and no more.
 */
public final class StateFileLoader {
  private final ProxyRuntime runtime;
  private final Consumer<String> warnings;
  private final Consumer<String> notices;

  /**
   * @param warnings gets each warning, without HAProxy's {@code [WARNING]} and without a newline
   * @param notices gets each notice, likewise
   */
  public StateFileLoader(
      ProxyRuntime runtime, Consumer<String> warnings, Consumer<String> notices) {
    this.runtime = runtime;
    this.warnings = warnings;
    this.notices = notices;
  }

  /** Loads all; once, after all proxies are there and before the first check. */
  public void load() {
    Map<String, StateLine> global = global();
    for (Backend backend : runtime.backends()) {
      StateSource source = backend.config().backend().state().source();
      if (source == StateSource.GLOBAL) {
        restore(backend, global);
      } else if (source == StateSource.LOCAL && !backend.servers().isEmpty()) {
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
    if (config.stateFiles().file() == null) {
      return lines;
    }
    String path = config.stateFiles().path(config.stateFiles().file());
    if (!StateFileText.fits(path)) {
      warn("config: Can't load global server state file: file too long.");
      return lines;
    }
    String file = "global server state file '" + path + "'";
    try {
      StateFileText text = StateFileText.read(path);
      if (text.isEmpty()) {
        notices.accept("config: Empty " + file + ".");
        return lines;
      }
      if (!text.known()) {
        warn("config: Can't get version of the " + file + ".");
        return lines;
      }
      for (StateLine line : text.lines()) {
        lines.putIfAbsent(line.text("be_name") + " " + line.text("srv_name"), line);
      }
      if (text.corruptedAt() > 0) {
        warn("config: corrupted " + file + " at line " + text.corruptedAt() + ".");
        lines.clear();
      }
    } catch (NoSuchFileException e) {
      notices.accept("config: Can't open " + file + ": " + e.getReason());
    } catch (IOException e) {
      warn("config: Can't open " + file + ": " + e.getMessage());
    }
    return lines;
  }

  private void warn(String text) {
    warnings.accept(text);
  }

  // --- a backend's own file --------------------------------------------------------------------

  private void local(Backend backend) {
    String path =
        runtime.config().global().stateFiles().path(backend.config().backend().state().name());
    String proxy = "Proxy '" + backend.name() + "': ";
    if (!StateFileText.fits(path)) {
      warn(proxy + "Can't load local server state file: file too long.");
      return;
    }
    String file = "server state file '" + path + "'";
    try {
      StateFileText text = StateFileText.read(path);
      if (text.isEmpty()) {
        notices.accept(proxy + "Empty " + file + ".");
      } else if (text.known()) {
        local(backend, text, proxy, file);
      } else {
        warn(proxy + "Can't get version of the " + file + ".");
      }
    } catch (NoSuchFileException e) {
      notices.accept(proxy + "Can't open " + file + ": " + e.getReason() + ".");
    } catch (IOException e) {
      warn(proxy + "Can't open " + file + ": " + e.getMessage() + ".");
    }
  }

  private void local(Backend backend, StateFileText text, String proxy, String file) {
    Map<String, StateLine> lines = new LinkedHashMap<>();
    for (StateLine line : text.lines()) {
      if (belongs(backend, line, proxy)) {
        lines.putIfAbsent(backend.name() + " " + line.text("srv_name"), line);
      }
    }
    if (text.corruptedAt() > 0) {
      warn(proxy + "corrupted " + file + " at line " + text.corruptedAt() + ".");
      return;
    }
    restore(backend, lines);
    for (StateLine line : lines.values()) {
      String server = line.text("srv_name");
      mismatch(
          backend, proxy, "can't find server '" + server + "' in backend '" + backend.name() + "'");
    }
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
