package io.haloom.stream;

import io.haloom.net.ConnectionException;
import io.haloom.net.proxyproto.ProxyHeader;
import io.haloom.net.proxyproto.ProxyHeaderReader;
import java.nio.ByteBuffer;

/** What a client must say before it is a session: the PROXY header of {@code accept-proxy}. */
final class ClientHandshake {
  private static final String CLOSED = "Connection closed while waiting for PROXY protocol header";
  private static final String TIMED_OUT = "Timeout while waiting for PROXY protocol header";
  private static final String NOT_A_HEADER =
      "Received something which does not look like a PROXY protocol header";
  private static final String INVALID = "Received an invalid PROXY protocol header";
  private static final String PROTOCOL =
      "Received an unhandled protocol in the PROXY protocol header";
  private static final String TRUNCATED = "Truncated PROXY protocol header received";

  private ClientHandshake() {}

  /** True when the session may go on. */
  static boolean done(Session session) {
    if (!session.expectsProxyHeader()) {
      return true;
    }
    String reason = read(session);
    session.timing().handshake(session.elapsedMillis());
    if (reason != null) {
      session.context().handshakeFailure(reason);
      if (session.prefetch().bytes().hasRemaining()) {
        session.farewell().endWithReset();
      }
      boolean empty = !session.prefetch().bytes().hasRemaining();
      session.log().lines().handshakeFailed(session.context(), reason, empty);
      return false;
    }
    return true;
  }

  /** Null when a header was read, or HAProxy's text for why not. */
  private static String read(Session session) {
    Prefetch prefetch = session.prefetch();
    try {
      while (true) {
        ByteBuffer bytes = prefetch.bytes();
        ProxyHeader header = ProxyHeaderReader.parse(bytes);
        if (header != null) {
          apply(session, header);
          return null;
        }
        if (prefetch.ended() || prefetch.full()) {
          return bytes.hasRemaining() ? TRUNCATED : CLOSED;
        }
        prefetch.more();
      }
    } catch (ProxyHeaderReader.BadHeader e) {
      return switch (e.flaw()) {
        case NOT_A_HEADER -> NOT_A_HEADER;
        case INVALID -> INVALID;
        case PROTOCOL -> PROTOCOL;
        case TOO_LONG -> TRUNCATED;
      };
    } catch (ConnectionException e) {
      if (e.kind() == ConnectionException.Kind.TIMEOUT) {
        return TIMED_OUT;
      }
      return prefetch.bytes().hasRemaining() ? TRUNCATED : CLOSED;
    }
  }

  private static void apply(Session session, ProxyHeader header) {
    if (!header.local()) {
      session.addresses().source(header.source());
      session.addresses().destination(header.destination());
    }
    if (!header.tlvs().isEmpty()) {
      session.context().proxyTlvs(header.tlvs());
    }
    if (!session.prefetch().bytes().hasRemaining()) {
      session.dropPrefetch();
    }
  }
}
