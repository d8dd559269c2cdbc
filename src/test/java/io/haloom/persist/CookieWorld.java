package io.haloom.persist;

import io.haloom.balance.Balancers;
import io.haloom.model.CookieConfig;
import io.haloom.model.CookieConfig.Mode;
import io.haloom.model.HttpConfig.CookieCapture;
import io.haloom.model.HttpConfig.PersistRule;
import io.haloom.model.Option;
import io.haloom.proxy.Backend;
import io.haloom.proxy.ProxyWorld;
import io.haloom.proxy.Server;
import io.haloom.sample.Condition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A backend with a cookie, and what its frontend captures, from lines of a configuration. */
final class CookieWorld {
  private final List<String> config;
  private final ProxyWorld world = new ProxyWorld(Balancers::of);
  private final List<PersistRule> persistRules = new ArrayList<>();
  private final Backend backend;
  private CookieConfig cookie;
  private CookieCapture capture;
  private String useServer;

  CookieWorld(List<String> lines) {
    config = lines;
    List<String> servers = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "server" -> servers.add(line.substring("server ".length()));
        case "frontend" -> capture = new CookieCapture(words[3], Integer.parseInt(words[5]));
        case "backend" -> backendLine(words);
        default -> {}
      }
    }
    backend = world.cookies(cookie, persistRules).backend("be", servers.toArray(String[]::new));
  }

  private void backendLine(String[] words) {
    switch (words[1]) {
      case "cookie" -> cookie = cookie(words);
      case "option" -> world.option(Option.valueOf(words[2].toUpperCase(Locale.ROOT)));
      case "force-persist" -> persistRules.add(new PersistRule(true, Condition.ALWAYS));
      case "ignore-persist" -> persistRules.add(new PersistRule(false, Condition.ALWAYS));
      case "use-server" -> useServer = words[2];
      default -> throw new IllegalArgumentException(String.join(" ", words));
    }
  }

  private static CookieConfig cookie(String[] words) {
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    String domain = null;
    String attributes = null;
    int maxIdle = 0;
    int maxLife = 0;
    for (int i = 3; i < words.length; i++) {
      switch (words[i]) {
        case "domain" -> domain = joined(domain, "; domain=", words[++i]);
        case "attr" -> attributes = joined(attributes, "; ", words[++i]);
        case "maxidle" -> maxIdle = seconds(words[++i]);
        case "maxlife" -> maxLife = seconds(words[++i]);
        default -> modes.add(Mode.valueOf(words[i].toUpperCase(Locale.ROOT)));
      }
    }
    return new CookieConfig(words[2], modes, domain, maxIdle, maxLife, attributes, null);
  }

  private static String joined(String before, String between, String text) {
    return before == null ? text : before + between + text;
  }

  private static int seconds(String text) {
    int number = Integer.parseInt(text.substring(0, text.length() - 1));
    return text.endsWith("h") ? number * 3600 : number * 60;
  }

  List<String> config() {
    return config;
  }

  Backend backend() {
    return backend;
  }

  CookieCapture capture() {
    return capture;
  }

  ProxyWorld world() {
    return world;
  }

  /** The server that {@code use-server} names, or null. */
  Server useServer() {
    return useServer == null ? null : backend.server(useServer);
  }
}
