package io.haloom.stats;

import io.haloom.proxy.Backend;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the page's form posts: {@code s} for each server, {@code b} for the backend by name or
 * {@code #id}, {@code action}. The last {@code b} and {@code action} count, as in HAProxy.
 */
final class StatsPost {
  private static final int MAX_PARAMETER = 2048;

  private final ProxyRuntime runtime;
  private final StatsScope scope;
  private final List<String> servers = new ArrayList<>();
  private String backend;
  private String action;
  private boolean invalid;

  StatsPost(ProxyRuntime runtime, StatsScope scope, byte[] body) {
    this.runtime = runtime;
    this.scope = scope;
    for (String parameter : new String(body, StandardCharsets.ISO_8859_1).split("&")) {
      take(parameter);
    }
  }

  private void take(String parameter) {
    int equals = parameter.indexOf('=');
    if (parameter.length() >= MAX_PARAMETER) {
      invalid = true;
      return;
    }
    String key = decode(equals < 0 ? parameter : parameter.substring(0, equals));
    String value = equals < 0 ? "" : decode(parameter.substring(equals + 1));
    switch (key) {
      case "s" -> servers.add(value);
      case "b" -> backend = value;
      case "action" -> action = value;
      default -> {
        // A form may carry more.
      }
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Does what was asked. */
  StatsOutcome apply() {
    Backend target = backend == null ? null : find(backend);
    if (backend != null && scope.hides(target)) {
      return StatsOutcome.DENY;
    }
    ServerAction wanted = action == null ? null : ServerAction.of(action);
    boolean unknown = backend != null && target == null || action != null && wanted == null;
    if (invalid || unknown) {
      return StatsOutcome.ERRP;
    }
    if (target == null || wanted == null) {
      return StatsOutcome.NONE;
    }
    int changed = 0;
    int failed = 0;
    for (String name : servers) {
      Server server = target.server(name);
      if (server == null) {
        failed++;
      } else if (wanted.apply(server)) {
        changed++;
      }
    }
    if (changed == 0) {
      return failed == 0 ? StatsOutcome.NONE : StatsOutcome.ERRP;
    }
    return failed == 0 ? StatsOutcome.DONE : StatsOutcome.PART;
  }

  private Backend find(String name) {
    if (!name.startsWith("#")) {
      return runtime.backend(name);
    }
    for (Backend candidate : runtime.backends()) {
      if (name.equals("#" + candidate.config().id())) {
        return candidate;
      }
    }
    return null;
  }
}
