package io.haloom.http.h2;

import io.haloom.http.BadMessageException;
import io.haloom.http.ClientStreams.ClientStream;
import io.haloom.net.Connection;

/** A client's request, as its own thread sees it. */
final class H2ClientStream implements ClientStream {
  private final H2ClientExchange exchange;
  private final BadMessageException refusal;

  H2ClientStream(H2ClientExchange exchange, BadMessageException refusal) {
    this.exchange = exchange;
    this.refusal = refusal;
  }

  @Override
  public Connection connection() {
    return exchange.stream.connection();
  }

  @Override
  public H2ClientExchange exchange() {
    return exchange;
  }

  @Override
  public BadMessageException refusal() {
    return refusal;
  }

  @Override
  public long received() {
    return consumed();
  }

  @Override
  public long consumed() {
    return exchange.consumed();
  }

  @Override
  public long written() {
    return exchange.written();
  }
}
