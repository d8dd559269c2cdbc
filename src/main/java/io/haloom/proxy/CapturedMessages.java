package io.haloom.proxy;

import io.haloom.http.InvalidMessage;
import io.haloom.model.ProxyConfig;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The last request and the last response of each proxy that was not as it should be, for {@code
 * show errors}. No more is kept of one than a buffer holds. For any number of threads.
 */
public final class CapturedMessages {
  /** By the proxy's number. */
  private final Map<Integer, CapturedMessage> requests = new ConcurrentHashMap<>();

  private final AtomicInteger events = new AtomicInteger();
  private final Map<Integer, CapturedMessage> responses = new ConcurrentHashMap<>();

  /**
   * Keeps a request in the place of the frontend's last one.
   *
   * @param backend where it was on its way to, or null
   */
  public void request(
      Frontend frontend, Backend backend, SocketAddress source, InvalidMessage message) {
    ProxyConfig other = backend == null ? null : backend.config();
    keep(requests, frontend.config(), other, null, source, message);
  }

  /** Keeps a response in the place of the backend's last one; {@code server} may be null. */
  public void response(
      Backend backend,
      Frontend frontend,
      Server server,
      SocketAddress source,
      InvalidMessage message) {
    keep(responses, backend.config(), frontend.config(), server, source, message);
  }

  private void keep(
      Map<Integer, CapturedMessage> into,
      ProxyConfig proxy,
      ProxyConfig other,
      Server server,
      SocketAddress source,
      InvalidMessage message) {
    int event = events.getAndIncrement();
    long now = System.currentTimeMillis();
    into.put(proxy.id(), new CapturedMessage(event, now, proxy, other, server, source, message));
  }

  /** The frontend's last request, or null. */
  public CapturedMessage request(ProxyConfig frontend) {
    return requests.get(frontend.id());
  }

  /** The backend's last response, or null. */
  public CapturedMessage response(ProxyConfig backend) {
    return responses.get(backend.id());
  }

  /** How many there have been, kept or not. */
  public int total() {
    return events.get();
  }
}
