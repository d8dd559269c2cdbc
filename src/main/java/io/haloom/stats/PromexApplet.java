package io.haloom.stats;

import io.haloom.http.ClientExchange;
import io.haloom.http.HeaderName;
import io.haloom.http.HttpReply;
import io.haloom.http.MessageSink;
import io.haloom.http.Method;
import io.haloom.http.Status;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.sample.SampleContext;
import io.haloom.stats.PromexQuery.Scope;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code http-request use-service prometheus-exporter}: answers with the statistics of all proxies
 * as metrics. Shared by all sessions.
 */
public final class PromexApplet {
  private static final Predicate<String> EVERY = name -> true;

  private final ProxyRuntime runtime;
  private final ProcessInfo process;

  public PromexApplet(ProxyRuntime runtime, ProcessInfo process) {
    this.runtime = runtime;
    this.process = process;
  }

  /** Answers any request; always true. */
  public boolean serve(ProxyConfig proxy, ClientExchange exchange, SampleContext context)
      throws ConnectionException {
    PromexQuery query = PromexQuery.of(exchange.request().target());
    if (query == null) {
      exchange.makeLast();
      exchange.error(400, null, null);
      return true;
    }
    boolean head = exchange.request().method() == Method.HEAD;
    HttpReply reply =
        new HttpReply(
            200,
            Status.reason(200),
            List.of(
                new HttpReply.Field(HeaderName.CACHE_CONTROL, "no-cache"),
                new HttpReply.Field(HeaderName.CONTENT_TYPE, "text/plain; version=0.0.4")),
            new byte[0]);
    if (head && exchange.request().isVersion11()) {
      reply = reply.with(HeaderName.TRANSFER_ENCODING, "chunked");
    }
    MessageSink writer = exchange.respond(reply);
    if (writer != null) {
      if (!head) {
        writer.write(metrics(query));
      }
      writer.end();
    }
    return true;
  }

  /** The body of the answer. */
  String metrics(PromexQuery query) {
    PromexText text = new PromexText();
    if (query.scopes().contains(Scope.GLOBAL)) {
      text.process(process.values(false));
    }
    for (Scope scope : query.scopes()) {
      switch (scope) {
        case FRONTEND -> add(text, StatRow.Kind.FRONTEND, false);
        case LISTENER -> add(text, StatRow.Kind.LISTENER, false);
        case BACKEND -> add(text, StatRow.Kind.BACKEND, false);
        case SERVER -> add(text, StatRow.Kind.SERVER, query.hideMaintenance());
        case GLOBAL, STICKTABLE -> {
          // Written above; and there are no stick tables.
        }
      }
    }
    return text.toString();
  }

  private void add(PromexText text, StatRow.Kind kind, boolean hideMaintenance) {
    List<StatRow> servers =
        kind == StatRow.Kind.BACKEND ? rows(StatRow.Kind.SERVER, false) : List.of();
    text.objects(kind, rows(kind, hideMaintenance), servers);
  }

  private List<StatRow> rows(StatRow.Kind kind, boolean hideMaintenance) {
    return StatRows.of(
        runtime, new StatFilter(-1, 1 << kind.ordinal(), -1, hideMaintenance, false, false, EVERY));
  }
}
