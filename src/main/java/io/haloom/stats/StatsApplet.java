package io.haloom.stats;

import io.haloom.http.BadMessageException;
import io.haloom.http.BodyReader;
import io.haloom.http.HeaderName;
import io.haloom.http.Http1Writer;
import io.haloom.http.HttpExchange;
import io.haloom.http.HttpReply;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.http.Status;
import io.haloom.model.ProxyConfig;
import io.haloom.model.StatsConfig;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.sample.SampleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Answers the requests for statistics of proxies that have {@code stats enable}: the page and the
 * other forms, authentication, actions. Shared by all sessions.
 */
public final class StatsApplet {
  private final ProxyRuntime runtime;
  private final ProcessInfo process;
  private final PageAssets assets = PageAssets.load();
  private final int maxPost;

  /**
   * Makes it.
   *
   * @param process what the page tells of the process, now
   */
  public StatsApplet(ProxyRuntime runtime, ProcessInfo process) {
    this.runtime = runtime;
    this.process = process;
    this.maxPost =
        runtime.config().global().tune().bufsize() - runtime.config().global().tune().maxrewrite();
  }

  /**
   * Answers the request if it is for the statistics of this proxy.
   *
   * @return whether it was; if not, nothing has been sent
   */
  public boolean serve(ProxyConfig proxy, HttpExchange exchange, SampleContext context)
      throws ConnectionException, BadMessageException {
    StatsConfig config = proxy.stats();
    String options = config == null ? null : options(config.uri(), exchange.request());
    if (options == null) {
      return false;
    }
    StatsAccess.Decision decision = StatsAccess.of(config, exchange.request(), context);
    switch (decision.access()) {
      case DENY -> {
        exchange.makeLast();
        exchange.error(403, null, null);
      }
      case AUTH ->
          exchange.error(
              401, HeaderName.WWW_AUTHENTICATE, "Basic realm=\"" + decision.realm() + "\"");
      case ALLOW -> answer(proxy, exchange, StatsUri.of(options), context);
    }
    return true;
  }

  /** What follows the configured URI in the target; null when the request is not for it. */
  private static String options(String uri, RequestHead request) {
    Method method = request.method();
    if (method != Method.GET && method != Method.HEAD && method != Method.POST) {
      return null;
    }
    String target = request.target();
    if (uri.startsWith("/")) {
      int path = request.pathOffset();
      if (path < 0) {
        return null;
      }
      target = target.substring(path);
    }
    return target.startsWith(uri) ? target.substring(uri.length()) : null;
  }

  private void answer(ProxyConfig proxy, HttpExchange exchange, StatsUri uri, SampleContext context)
      throws ConnectionException, BadMessageException {
    boolean admin = StatsAccess.mayAct(proxy.stats(), context);
    if (exchange.request().method() == Method.POST) {
      redirect(exchange, uri.after(proxy.stats().uri(), act(exchange, admin)));
    } else {
      show(proxy, exchange, uri, admin);
    }
  }

  private StatsOutcome act(HttpExchange exchange, boolean admin)
      throws ConnectionException, BadMessageException {
    if (!admin) {
      return StatsOutcome.DENY;
    }
    BodyReader reader = exchange.body();
    byte[] body = reader.readAll(maxPost);
    if (body == null) {
      exchange.makeLast();
      return StatsOutcome.EXCD;
    }
    return new StatsPost(runtime, body).apply();
  }

  /** A page that was posted to must not be what a reload posts to again. */
  private static void redirect(HttpExchange exchange, String location) throws ConnectionException {
    Http1Writer writer =
        exchange.respond(
            reply(
                303,
                new HttpReply.Field(HeaderName.CACHE_CONTROL, "no-cache"),
                new HttpReply.Field(HeaderName.CONTENT_TYPE, "text/plain"),
                new HttpReply.Field(HeaderName.CONTENT_LENGTH, "0"),
                new HttpReply.Field(HeaderName.LOCATION, location)));
    if (writer != null) {
      writer.end();
    }
  }

  private static HttpReply reply(int status, HttpReply.Field... fields) {
    return new HttpReply(status, Status.reason(status), List.of(fields), new byte[0]);
  }

  private void show(ProxyConfig proxy, HttpExchange exchange, StatsUri uri, boolean admin)
      throws ConnectionException {
    StatsConfig config = proxy.stats();
    HttpReply reply =
        reply(
            200,
            new HttpReply.Field(HeaderName.CACHE_CONTROL, "no-cache"),
            new HttpReply.Field(HeaderName.CONTENT_TYPE, uri.format().contentType()));
    if (config.refreshSeconds() > 0 && !uri.noRefresh()) {
      reply = reply.with(HeaderName.REFRESH, Integer.toString(config.refreshSeconds()));
    }
    Http1Writer writer = exchange.respond(reply);
    if (writer == null) {
      return;
    }
    if (exchange.request().method() != Method.HEAD) {
      body(proxy, uri, admin, writer);
    }
    writer.end();
  }

  private void body(ProxyConfig proxy, StatsUri uri, boolean admin, Http1Writer writer)
      throws ConnectionException {
    StatFilter filter = filter(proxy, uri);
    switch (uri.format()) {
      case HTML -> page(proxy, uri, admin, filter, writer);
      case CSV -> writer.write(StatsCsv.of(StatRows.of(runtime, filter)));
      case JSON -> writer.write(StatsJson.of(StatRows.of(runtime, filter)));
      case JSON_SCHEMA -> writer.write(assets.schema());
      case TYPED -> {
        StringBuilder text = new StringBuilder();
        StatRows.of(runtime, filter).forEach(row -> StatsTyped.row(row, false, text));
        writer.write(text);
      }
    }
  }

  private void page(
      ProxyConfig proxy, StatsUri uri, boolean admin, StatFilter filter, Http1Writer writer)
      throws ConnectionException {
    StatsPage page = new StatsPage(proxy.stats(), uri, process.values(false), admin, assets);
    writer.write(page.head());
    for (Proxy shown : runtime.proxies()) {
      List<StatRow> rows = new ArrayList<>();
      StatRows.forEach(shown, filter, rows::add);
      if (!rows.isEmpty()) {
        writer.write(page.proxy(shown.config(), rows));
      }
    }
    writer.write(page.end());
  }

  private static StatFilter filter(ProxyConfig self, StatsUri uri) {
    StatsConfig config = self.stats();
    Predicate<String> proxies = name -> true;
    if (!config.scopes().isEmpty()) {
      boolean own = config.scopes().contains(".");
      proxies = name -> config.scopes().contains(name) || own && name.equals(self.name());
    }
    if (!uri.scope().isEmpty()) {
      String part = uri.scope().toLowerCase(Locale.ROOT);
      proxies = proxies.and(name -> name.toLowerCase(Locale.ROOT).contains(part));
    }
    return new StatFilter(
        -1, -1, -1, uri.hideMaintenance(), uri.hideDown(), config.showLegends(), proxies);
  }
}
