package io.haloom.stats;

import io.haloom.config.ConfigText;
import io.haloom.http.BadMessageException;
import io.haloom.http.ClientExchange;
import io.haloom.http.HeaderName;
import io.haloom.http.HttpBody;
import io.haloom.http.HttpReply;
import io.haloom.http.MessageSink;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.http.Status;
import io.haloom.model.ProxyConfig;
import io.haloom.model.StatsConfig;
import io.haloom.model.TuneConfig;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.sample.SampleContext;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Answers the requests for statistics of proxies that have {@code stats enable}: the page and the
 * other forms, authentication, actions. Shared by all sessions.
 */
public final class StatsApplet {
  /** Characters that are worth sending. */
  private static final int PART = 8 * 1024;

  private final ProxyRuntime runtime;
  private final ProcessInfo process;
  private final PageAssets assets = PageAssets.load();

  /**
   * Makes it.
   *
   * @param process what the page tells of the process, now
   */
  public StatsApplet(ProxyRuntime runtime, ProcessInfo process) {
    this.runtime = runtime;
    this.process = process;
  }

  /**
   * Answers the request if it is for the statistics of this proxy.
   *
   * @return whether it was; if not, nothing has been sent
   */
  public boolean serve(ProxyConfig proxy, ClientExchange exchange, SampleContext context)
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

  private void answer(
      ProxyConfig proxy, ClientExchange exchange, StatsUri uri, SampleContext context)
      throws ConnectionException, BadMessageException {
    boolean admin = StatsAccess.mayAct(proxy.stats(), context);
    if (exchange.request().method() == Method.POST) {
      redirect(exchange, uri.after(proxy.stats().uri(), act(proxy, exchange, admin)));
    } else {
      show(proxy, exchange, uri, admin);
    }
  }

  private StatsOutcome act(ProxyConfig proxy, ClientExchange exchange, boolean admin)
      throws ConnectionException, BadMessageException {
    if (!admin || !Origin.isOwn(exchange.request().headers())) {
      return StatsOutcome.DENY;
    }
    HttpBody reader = exchange.demandedBody();
    byte[] body = readAll(reader, maxPost());
    if (body == null) {
      exchange.makeLast();
      return StatsOutcome.EXCD;
    }
    return new StatsPost(runtime, StatsScope.of(proxy), body).apply();
  }

  private int maxPost() {
    TuneConfig tune = runtime.config().global().tune();
    return tune.bufsize() - tune.maxrewrite();
  }

  /**
   * Reads the whole body.
   *
   * @param most bytes that may be kept
   * @return the body, or null when it is longer, and then it is not read to its end
   */
  private static byte[] readAll(HttpBody reader, int most)
      throws ConnectionException, BadMessageException {
    ByteBuffer all = ByteBuffer.allocate(most);
    for (ByteBuffer part = reader.next(); part != null; part = reader.next()) {
      if (part.remaining() > all.remaining()) {
        return null;
      }
      all.put(part);
    }
    byte[] body = new byte[all.position()];
    all.get(0, body);
    return body;
  }

  /** A page that was posted to must not be what a reload posts to again. */
  private static void redirect(ClientExchange exchange, String location)
      throws ConnectionException {
    MessageSink writer =
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

  private void show(ProxyConfig proxy, ClientExchange exchange, StatsUri uri, boolean admin)
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
    MessageSink writer = exchange.respond(reply);
    if (writer == null) {
      return;
    }
    if (exchange.request().method() != Method.HEAD) {
      body(proxy, uri, admin, writer);
    }
    writer.end();
  }

  private void body(ProxyConfig proxy, StatsUri uri, boolean admin, MessageSink writer)
      throws ConnectionException {
    StatFilter filter = filter(proxy, uri);
    switch (uri.format()) {
      case HTML, DETAILED -> page(proxy, uri, admin, filter, writer);
      case ROW -> details(uri.row(), proxy.stats(), filter, writer);
      case INFO -> send(InfoText.plain(process.values(false), false), writer);
      case JSON_SCHEMA -> send(assets.schema(), writer);
      case CSV, JSON, TYPED -> rows(uri.format(), filter, writer);
    }
  }

  /** One proxy after the other, for all of them may be megabytes. */
  private void rows(StatsUri.Format format, StatFilter filter, MessageSink writer)
      throws ConnectionException {
    StringBuilder text = new StringBuilder();
    StatsJson json = new StatsJson(text);
    if (format == StatsUri.Format.CSV) {
      StatsCsv.header(text);
    }
    for (Proxy shown : runtime.proxies()) {
      StatRows.forEach(
          shown,
          filter,
          row -> {
            switch (format) {
              case CSV -> StatsCsv.row(row, text);
              case TYPED -> StatsTyped.row(row, false, text);
              default -> json.add(row);
            }
          });
      if (text.length() >= PART) {
        send(text, writer);
        text.setLength(0);
      }
    }
    if (format == StatsUri.Format.JSON) {
      json.end();
    }
    send(text, writer);
  }

  /** Configured words may be any bytes. */
  private static void send(CharSequence text, MessageSink writer) throws ConnectionException {
    writer.write(ByteBuffer.wrap(ConfigText.bytes(text.toString())));
  }

  private void details(String row, StatsConfig config, StatFilter filter, MessageSink writer)
      throws ConnectionException {
    StringBuilder text = new StringBuilder();
    for (Proxy shown : runtime.proxies()) {
      StatRows.forEach(
          shown,
          filter,
          found -> {
            if (found.reference().equals(row)) {
              new PageDetails(found, text).write(config.shown().modules());
            }
          });
    }
    send(text, writer);
  }

  private void page(
      ProxyConfig proxy, StatsUri uri, boolean admin, StatFilter filter, MessageSink writer)
      throws ConnectionException {
    StatsPage page = new StatsPage(proxy.stats(), uri, process.values(false), admin, assets);
    send(page.head(asksForServers(proxy, uri)), writer);
    boolean empty = true;
    for (Proxy shown : runtime.proxies()) {
      List<StatRow> rows = new ArrayList<>();
      StatRows.forEach(shown, filter, rows::add);
      if (!rows.isEmpty()) {
        send(page.proxy(shown.config(), rows), writer);
        empty = false;
      }
    }
    send(page.end(empty), writer);
  }

  /** The proxy of a row's reference; 0, which no proxy has, where that is none. */
  private static int proxyId(String row) {
    String[] parts = row.split("\\.", 3);
    return parts.length == 3 && parts[1].matches("[0-9]{1,9}") ? Integer.parseInt(parts[1]) : 0;
  }

  private StatFilter filter(ProxyConfig self, StatsUri uri) {
    StatsConfig config = self.stats();
    Predicate<String> proxies = StatsScope.of(self)::covers;
    if (!uri.scope().isEmpty()) {
      proxies = proxies.and(asksForServers(self, uri) ? server(uri) : uri::isInScope);
    }
    int wanted = uri.row() == null ? -1 : proxyId(uri.row());
    return new StatFilter(
        wanted, -1, -1, uri.hideMaintenance(), uri.hideDown(), config.shown().legends(), proxies);
  }

  /**
   * Whether the page is to show the proxies that have a server of this name, for no proxy has it.
   * The other forms are as HAProxy's: empty.
   */
  private boolean asksForServers(ProxyConfig self, StatsUri uri) {
    return uri.format().isPage()
        && runtime.proxies().stream()
            .map(proxy -> proxy.config().name())
            .filter(StatsScope.of(self)::covers)
            .noneMatch(uri::isInScope);
  }

  private Predicate<String> server(StatsUri uri) {
    return name -> {
      Backend backend = runtime.backend(name);
      return backend != null && backend.servers().stream().anyMatch(s -> uri.isInScope(s.name()));
    };
  }
}
