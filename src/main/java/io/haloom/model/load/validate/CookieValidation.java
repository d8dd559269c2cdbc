package io.haloom.model.load.validate;

import io.haloom.config.Diagnostics;
import io.haloom.model.CookieConfig;
import io.haloom.model.CookieConfig.Mode;
import io.haloom.model.DynamicCookie;
import io.haloom.model.HttpConfig.CookieCapture;
import io.haloom.model.load.address.ParsedAddress;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.draft.ServerDraft;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** What is checked of cookies when all sections are read. */
final class CookieValidation {
  private final Diagnostics diagnostics;

  CookieValidation(LoadContext context) {
    this.diagnostics = context.diagnostics();
  }

  /** No more is kept of a captured cookie than {@code tune.http.cookielen}. */
  void capture(ProxyDraft proxy, int most) {
    CookieCapture capture = proxy.http.cookieCapture;
    if (capture != null && capture.length() > most) {
      diagnostics.warning(
          "truncating capture length to %d bytes for %s '%s'."
              .formatted(most, proxy.typeName(), proxy.name()));
      proxy.http.cookieCapture = new CookieCapture(capture.name(), most);
    }
  }

  /** Warns of servers that have one address and so one dynamic cookie. */
  void collisions(ProxyDraft proxy) {
    Map<String, Integer> seen = new HashMap<>();
    for (ServerDraft server : proxy.backend.servers) {
      if (server.cookie != null && !server.disabled) {
        seen.merge(server.cookie, 1, Integer::sum);
      }
    }
    for (ServerDraft server : proxy.backend.servers) {
      String value = server.disabled ? null : dynamic(proxy, server);
      int same = value == null ? 0 : seen.merge(value, 1, Integer::sum);
      for (int i = 1; i < same; i++) {
        diagnostics.warning(CookieConfig.COLLISION.formatted(proxy.name()));
      }
    }
  }

  /** The cookie that is made of the server's address, or null for none. */
  static String dynamic(ProxyDraft proxy, ServerDraft server) {
    CookieConfig cookie = proxy.http.cookie;
    String key = proxy.http.cookieKey;
    ParsedAddress parsed = server.address;
    boolean made = cookie != null && cookie.has(Mode.DYNAMIC) && key != null;
    if (!made || server.cookie != null || parsed == null || parsed.unix() != null) {
      return null;
    }
    InetAddress ip = server.resolved == null ? parsed.ip() : server.resolved;
    int port = parsed.relative() ? parsed.offset() : parsed.lowPort();
    return ip == null ? null : DynamicCookie.of(key, ip, port & 0xffff);
  }
}
