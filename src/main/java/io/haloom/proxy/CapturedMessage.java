package io.haloom.proxy;

import io.haloom.http.InvalidMessage;
import io.haloom.model.ProxyConfig;
import java.net.SocketAddress;

/**
 * A message that was not as it should be, and where it came by.
 *
 * @param event its number since the start, from 0
 * @param millis when it was seen, as {@link System#currentTimeMillis()}
 * @param proxy the frontend of a request, the backend of a response
 * @param otherEnd the other one, null where it was not chosen yet
 * @param server whose response it is, or null
 * @param source the client, or null
 * @param message its bytes, and what is wrong
 */
public record CapturedMessage(
    int event,
    long millis,
    ProxyConfig proxy,
    ProxyConfig otherEnd,
    Server server,
    SocketAddress source,
    InvalidMessage message) {}
