package io.haloom.stream.http;

import io.haloom.http.BadMessageException;
import io.haloom.http.ClientExchange;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ConnectionException;
import io.haloom.sample.SampleContext;
import java.util.function.Predicate;

/**
 * Answers requests of {@code mode http} in the place of a server.
 *
 * @param name as logs name it: {@code <STATS>}
 * @param asks whether it is to be asked for requests of a proxy that no rule gives to it
 * @param handler what answers
 */
public record HttpService(String name, Predicate<ProxyConfig> asks, Handler handler) {

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
