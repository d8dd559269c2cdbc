package io.haloom.http.h2;

import io.haloom.http.BadMessageException;
import io.haloom.http.Framing;
import io.haloom.http.InvalidMessage;
import io.haloom.http.MessageHead.Behind;
import io.haloom.http.Method;
import io.haloom.http.OutgoingFraming;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import io.haloom.http.ServerChannel;
import io.haloom.http.ServerExchange;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;

/** A request on a stream of a server's connection, and the responses to it. */
final class H2ServerExchange extends H2Exchange implements ServerChannel, ServerExchange {
  private final H2ServerConnection connection;
  private final H2ServerStream request;
  private final int number;
  private boolean opened;

  /** Why the head could not be sent, or null. */
  private ConnectionException unsent;

  /**
   * @param number of the request on its connection, from 1
   */
  H2ServerExchange(H2ServerConnection of, H2ServerStream stream, int number) {
    super(of, stream);
    this.connection = of;
    this.request = stream;
    this.number = number;
  }

  // --- the channel -----------------------------------------------------------------------------

  @Override
  public Connection connection() {
    return stream.connection();
  }

  @Override
  public ServerExchange open() {
    opened = true;
    return this;
  }

  @Override
  public int requests() {
    return number;
  }

  @Override
  public int room() {
    return opened ? 0 : 1;
  }

  @Override
  public boolean isUsable() {
    return connection.isUsable();
  }

  /** A stream carries one request. */
  @Override
  public void idle() {
    throw new IllegalStateException("a stream is not kept");
  }

  @Override
  public ServerChannel moved(Connection brought) {
    throw new IllegalStateException("a stream is not moved");
  }

  /** It holds nothing that its end does not give back. */
  @Override
  public void release() {}

  // --- the exchange ----------------------------------------------------------------------------

  @Override
  public void head(RequestHead head, boolean last) throws ConnectionException {
    Framing outgoing = OutgoingFraming.of(head);
    byte[] protocol = head.saysUpgrade() ? RequestFields.protocol(head.headers()) : null;
    request.asks(protocol == null ? head.method() : Method.CONNECT, protocol);
    boolean whole = outgoing == Framing.NONE && protocol == null;
    if (outgoing == Framing.TUNNEL || protocol != null) {
      makeTunnel();
    }
    if (outgoing == Framing.LENGTH && head.behind() == Behind.UNTOLD) {
      stream.output().announces(head.announcedLength());
    }
    try {
      of.lock();
      try {
        request.awaitTurn();
        if (protocol != null && !of.peer().isConnectProtocolEnabled()) {
          connection.refuses(request);
          throw stream.failure(
              ConnectionException.Kind.RESET, "the server does not know extended CONNECT");
        }
        connection.begins(request);
        of.heads().request(stream, head, protocol, whole);
      } finally {
        of.unlock();
      }
    } catch (ConnectionException e) {
      unsent = e;
      throw e;
    }
  }

  @Override
  public ResponseHead response(Method method) throws ConnectionException {
    if (unsent != null) {
      throw unsent;
    }
    ResponseHead head = request.awaitHead();
    if (head.framing() == Framing.TUNNEL) {
      body.makeTunnel();
    }
    return head;
  }

  /** What comes behind the response is the stream's, which ends with it. */
  @Override
  public boolean hasBuffered() {
    return false;
  }

  @Override
  public boolean isUnprocessed() {
    return request.isUnprocessed();
  }

  @Override
  public boolean isInvalid() {
    return request.isInvalid();
  }

  /** HAProxy keeps none of HTTP/2. */
  @Override
  public InvalidMessage invalid(BadMessageException e) {
    return null;
  }

  @Override
  public InvalidMessage suspicious() {
    return null;
  }
}
