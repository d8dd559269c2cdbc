package io.haloom.stream.http;

import io.haloom.http.BadMessageException;
import io.haloom.http.ClientExchange;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ConnectionException;
import io.haloom.sample.SampleContext;

/**
 * Answers requests of {@code mode http} in the place of a server.
 *
 * @param name as logs name it: {@code <STATS>}
 * @param handler what answers
 */
public record HttpService(String name, Handler handler) {

  /** What answers for a service. */
  @FunctionalInterface
  public interface Handler {

    /**
     * Answers the request if it is for this service of the proxy.
     *
     * @return whether it was; if not, nothing has been sent
     */
    boolean serve(ProxyConfig proxy, ClientExchange exchange, SampleContext context)
        throws ConnectionException, BadMessageException;
  }
}
