package io.haloom.stream;

import io.haloom.http.BadMessageException;
import io.haloom.http.Http1Reader;
import io.haloom.http.HttpExchange;
import io.haloom.http.MessageBuffers;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Backend;

/**
 * A request in HTTP mode. Its way, by its phases, from when its head has been read:
 *
 * <ol>
 *   <li>statistics of the frontend
 *   <li>backend: {@code use_backend}, {@code default_backend}, and the backend's statistics
 *   <li>server, connect, request, response: {@link HttpForward}
 * </ol>
 */
final class HttpStream {
  private final Session session;
  private final HttpExchange exchange;
  private final Http1Reader reader;
  private final HttpService statistics;
  private final HttpReplies replies;
  private final HttpAccount account;

  HttpStream(HttpSession client, HttpExchange exchange) {
    this.session = client.session();
    this.reader = client.reader();
    this.statistics = client.statistics();
    this.account = client.account();
    this.exchange = exchange;
    this.replies = new HttpReplies(session, exchange);
  }

  Session session() {
    return session;
  }

  HttpExchange exchange() {
    return exchange;
  }

  Http1Reader reader() {
    return reader;
  }

  HttpReplies replies() {
    return replies;
  }

  void run(MessageBuffers buffers, ServerLinks links, boolean first)
      throws ConnectionException, BadMessageException {
    if (statistics.serve(session.frontend().config(), exchange, session.context())) { // 1
      account.intercepted();
      account.served(exchange);
      return;
    }
    account.requestCounted(exchange.request());
    Backend backend = BackendChoice.of(session); // 2
    if (backend == null) {
      session.ending().note('S', 'C');
      replies.error(503);
      return;
    }
    BackendChoice.enter(session, backend);
    account.enterBackend(backend);
    try {
      enter(backend, buffers, links, first);
    } finally {
      account.leaveBackend(backend);
    }
  }

  private void enter(Backend backend, MessageBuffers buffers, ServerLinks links, boolean first)
      throws ConnectionException, BadMessageException {
    boolean other = backend.config() != session.frontend().config();
    if (other && statistics.serve(backend.config(), exchange, session.context())) {
      account.served(exchange);
      return;
    }
    new HttpForward(this, new HttpDial(links, buffers, first), links).run(); // 3
  }
}
