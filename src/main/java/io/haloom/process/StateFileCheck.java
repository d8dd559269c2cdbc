package io.haloom.process;

import io.haloom.balance.Balancers;
import io.haloom.model.BackendConfig.StateSource;
import io.haloom.model.Config;
import io.haloom.model.ProxyConfig;
import io.haloom.net.Transport;
import io.haloom.net.transport.Transports;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Events;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.StateFileLoader;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * What the state files would be warned of at a start, told where nothing is started: HAProxy's
 * {@code -c} and {@code zero-warning} count them among the configuration's warnings.
 */
public final class StateFileCheck {
  private StateFileCheck() {}

  /**
   * Restores the states into servers that nobody uses.
   *
   * @param warnings gets what a start would warn of
   * @param notices gets what it would note
   */
  static void run(Config config, Consumer<String> warnings, Consumer<String> notices)
      throws IOException {
    boolean any = config.global().stateFiles().file() != null;
    if (!any && config.proxies().stream().noneMatch(StateFileCheck::restores)) {
      return;
    }
    Transport none = Transports.open("jdk", 1).transport();
    try {
      ProxyRuntime runtime = new ProxyRuntime(config, none, new Warnings(warnings));
      for (ProxyConfig proxy : config.proxies()) {
        if (proxy.isBackend() && !proxy.disabled()) {
          Backend backend = new Backend(runtime, proxy, Balancers.of(proxy.backend().balance()));
          runtime.add(new Proxy(proxy, null, backend));
        }
      }
      new StateFileLoader(runtime, warnings, notices).load();
    } finally {
      none.close();
    }
  }

  private static boolean restores(ProxyConfig proxy) {
    return proxy.isBackend()
        && !proxy.disabled()
        && proxy.backend().state().source() != StateSource.NONE;
  }

  /** The console alone; the logs learn of it at a start. */
  private record Warnings(Consumer<String> warnings) implements Events {
    private static final String PHASE = "config : ";

    @Override
    public void warnOnly(String message) {
      warnings.accept(message.startsWith(PHASE) ? message.substring(PHASE.length()) : message);
    }

    @Override
    public void warn(ProxyConfig proxy, int level, String message) {
      warnOnly(message);
    }

    @Override
    public void send(ProxyConfig proxy, int level, String message) {}

    @Override
    public void noticeOnly(String message) {}

    @Override
    public void notice(String message, int level) {}

    @Override
    public void alert(ProxyConfig proxy, int level, String message, String onStderr) {}
  }
}
