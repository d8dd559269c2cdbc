package io.haloom.stream;

import io.haloom.http.BadMessageException;
import io.haloom.http.HttpExchange;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ConnectionException;
import io.haloom.sample.SampleContext;

/** Answers requests of {@code mode http} in the place of a server, as the statistics do. */
@FunctionalInterface
public interface HttpService {

  /**
   * Answers the request if it is for this service of the proxy.
   *
   * @return whether it was; if not, nothing has been sent
   */
  boolean serve(ProxyConfig proxy, HttpExchange exchange, SampleContext context)
      throws ConnectionException, BadMessageException;
}
