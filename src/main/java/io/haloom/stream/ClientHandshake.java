package io.haloom.stream;

import io.haloom.net.ConnectionException;
import io.haloom.net.TlsEngine;
import io.haloom.net.TlsException;
import io.haloom.net.TlsFacts;
import io.haloom.net.proxyproto.NetscalerHeaderReader;
import io.haloom.net.proxyproto.ProxyHeader;
import io.haloom.net.proxyproto.ProxyHeaderReader;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;
import io.haloom.proxy.count.TlsCounters;
import io.haloom.sample.HelloCapture;
import io.haloom.tls.TlsBind;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Map;

/**
 * What a client must say before it is a session: the PROXY header of {@code accept-proxy}, the
 * header of {@code accept-netscaler-cip} behind it, and a handshake of TLS.
 */
public final class ClientHandshake {
  private final EnumSet<Kind> expected = EnumSet.noneOf(Kind.class);

  /** A header, and HAProxy's texts for why one was not accepted. */
  enum Kind {
    PROXY(
        "Connection closed while waiting for PROXY protocol header",
        "Timeout while waiting for PROXY protocol header",
        "Truncated PROXY protocol header received",
        "Received something which does not look like a PROXY protocol header",
        "Received an unhandled protocol in the PROXY protocol header"),
    NETSCALER(
        "Connection closed while waiting for NetScaler Client IP header",
        "Timeout while waiting for a NetScaler Client IP header",
        "Truncated NetScaler Client IP header received",
        "Received an invalid NetScaler Client IP magic number",
        "Received an unhandled protocol in the NetScaler Client IP header");

    private final String closed;
    private final String timedOut;
    private final String truncated;
    private final String other;
    private final String protocol;

    Kind(String closed, String timedOut, String truncated, String other, String protocol) {
      this.closed = closed;
      this.timedOut = timedOut;
      this.truncated = truncated;
      this.other = other;
      this.protocol = protocol;
    }

    private String text(ProxyHeaderReader.Flaw flaw) {
      return switch (flaw) {
        case NOT_A_HEADER -> other;
        case INVALID -> "Received an invalid PROXY protocol header";
        case PROTOCOL -> protocol;
        case TOO_LONG -> truncated;
      };
    }
  }

  private final Session session;
  private String failure;
  private boolean timedOut;
  private Map<Integer, byte[]> fields = Map.of();
  private TlsFacts tls;
  private HelloCapture hello;

  ClientHandshake(Session session) {
    this.session = session;
  }

  /** A rule asks for a header. */
  void expect(Kind kind) {
    expected.add(kind);
  }

  boolean expects(Kind kind) {
    return expected.contains(kind);
  }

  /** Whether there is anything to read. */
  boolean isExpected() {
    return !expected.isEmpty();
  }

  /** Why the client's connection became no session, or broke off; or null. */
  String failure() {
    boolean broken = failure == null && tls != null && tls.isEstablished() && tls.errorCode() != 0;
    return broken ? TlsException.FATAL : failure;
  }

  /** The client's TLS, or null where it has none, or not yet. */
  TlsFacts tls() {
    return tls;
  }

  /** What was kept of the client's ClientHello, or null. */
  HelloCapture hello() {
    return hello;
  }

  /** The TLVs of the client's PROXY header. */
  Map<Integer, byte[]> fields() {
    return fields;
  }

  /** Reads it; true when the session may go on. */
  public boolean isDone() {
    for (Kind kind : expected) {
      failure = read(kind);
      if (failure != null) {
        break;
      }
    }
    if (failure == null) {
      Stream stream = session.stream();
      stream.timing().handshake(stream.elapsedMillis());
      return true;
    }
    boolean empty = !session.prefetch().bytes().hasRemaining();
    if (!empty) {
      session.farewell().endWithReset();
    }
    failed(empty || timedOut);
    return false;
  }

  /**
   * It is logged as what the proxy itself has ended.
   *
   * @param empty whether the client is taken for one that has sent nothing
   */
  private void failed(boolean empty) {
    Stream stream = session.stream();
    stream.timing().total(stream.elapsedMillis());
    int handshake = timedOut ? -1 : stream.timing().total();
    stream.timing().handshake(handshake);
    stream.timing().idle(handshake);
    stream.termination().note('P', 'R');
    stream.log().lines().handshakeFailed(stream.context(), failure, empty);
  }

  /**
   * Shakes hands, for the client's bind line has TLS; true when the session may go on. What came
   * behind a PROXY header is the beginning of that.
   */
  public boolean isSecured() {
    TlsCounters counters = session.services().runtime().process().tls();
    if (!counters.connections().incrementUpTo(counters.maxconn())) {
      return false;
    }
    TlsBind bind = session.listener().config().tls();
    int most = bind.kept().helloBytes();
    TlsEngine engine =
        most == 0 ? bind.engine() : bind.engine(said -> hello = HelloCapture.of(said, most));
    tls = engine.facts();
    session
        .services()
        .runtime()
        .process()
        .counters()
        .increment(session.stripe(), Counter.TLS_CONNECTIONS);
    boolean empty = true;
    try {
      secure(engine);
    } catch (TlsException e) {
      failure = e.getMessage();
      empty = false;
    } catch (ConnectionException e) {
      failure = text(e);
      timedOut = e.kind() == ConnectionException.Kind.TIMEOUT;
      empty = timedOut || failure.equals(TlsException.CLOSED);
    }
    count(counters);
    if (failure != null) {
      failed(empty);
      return false;
    }
    Stream stream = session.stream();
    stream.timing().handshake(stream.elapsedMillis());
    return true;
  }

  private void count(TlsCounters counters) {
    int stripe = session.stripe();
    Counters own = session.listener().counters();
    Counters all = session.frontend().counters();
    if (failure != null) {
      // One that the clock has ended has not failed.
      if (!timedOut) {
        TlsCounters.failed(stripe, own, all);
      }
      return;
    }
    long now = session.stream().acceptMicros() / 1000;
    TlsCounters.succeeded(tls.isResumed(), counters.clientKeys(), stripe, now, own, all);
  }

  private void secure(TlsEngine engine) throws TlsException, ConnectionException {
    TlsException refusal = null;
    if (session.prefetchIfAny() != null) {
      try {
        engine.decrypt(session.prefetch().bytes(), ByteBuffer.allocateDirect(0));
      } catch (TlsException e) {
        refusal = e;
      }
      session.dropPrefetch();
    }
    // What the engine has to say of a refusal is sent all the same.
    session.client().secure(engine);
    if (refusal != null) {
      throw refusal;
    }
  }

  private static String text(ConnectionException e) {
    return switch (e.kind()) {
      case TIMEOUT -> TlsException.TIMEOUT;
      case ERROR -> e.getMessage();
      default -> TlsException.HANDSHAKE;
    };
  }

  /** Null when a header was read, or HAProxy's text for why not. */
  private String read(Kind kind) {
    Prefetch prefetch = session.prefetch();
    try {
      while (true) {
        ByteBuffer bytes = prefetch.bytes();
        ProxyHeader header = parsed(kind, bytes);
        if (header != null) {
          apply(header);
          return null;
        }
        if (prefetch.ended() || prefetch.full()) {
          return bytes.hasRemaining() ? kind.truncated : kind.closed;
        }
        prefetch.more();
      }
    } catch (ProxyHeaderReader.BadHeader e) {
      return kind.text(e.flaw());
    } catch (ConnectionException e) {
      timedOut = e.kind() == ConnectionException.Kind.TIMEOUT;
      if (timedOut) {
        return kind.timedOut;
      }
      return prefetch.bytes().hasRemaining() ? kind.truncated : kind.closed;
    }
  }

  private ProxyHeader parsed(Kind kind, ByteBuffer bytes) throws ProxyHeaderReader.BadHeader {
    return kind == Kind.PROXY
        ? ProxyHeaderReader.parse(bytes)
        : NetscalerHeaderReader.parse(bytes, session.listener().config().header().netscalerMagic());
  }

  private void apply(ProxyHeader header) {
    if (!header.local()) {
      session.addresses().source(header.source());
      session.addresses().destination(header.destination());
    }
    if (!header.tlvs().isEmpty()) {
      fields = header.tlvs();
    }
    if (!session.prefetch().bytes().hasRemaining()) {
      session.dropPrefetch();
    }
  }
}
