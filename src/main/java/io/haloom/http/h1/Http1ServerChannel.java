package io.haloom.http.h1;

import io.haloom.http.BadMessageException;
import io.haloom.http.Carried;
import io.haloom.http.HeaderCase;
import io.haloom.http.InvalidMessage;
import io.haloom.http.MessageBuffers;
import io.haloom.http.MessageState;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import io.haloom.http.ServerChannel;
import io.haloom.http.ServerExchange;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;

/** A connection of HTTP/1 to a server. */
final class Http1ServerChannel extends Http1Exchange implements ServerChannel, ServerExchange {
  private final Connection connection;
  private final MessageBuffers buffers;
  private final HeaderCase names;
  private final Carried carried;
  private final ByteBuffer probe = ByteBuffer.allocate(1);
  private int requests;
  private boolean busy;

  /** Null but where the request has got one of ours. */
  private WebSocketKey key;

  Http1ServerChannel(
      Connection connection, MessageBuffers buffers, HeaderCase names, Carried carried) {
    super(
        new Http1Reader(connection, buffers, carried),
        new Http1Writer(connection, buffers, names, carried));
    this.connection = connection;
    this.buffers = buffers;
    this.names = names;
    this.carried = carried;
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public ServerExchange open() {
    requests++;
    busy = true;
    return this;
  }

  @Override
  public int requests() {
    return requests;
  }

  @Override
  public int room() {
    return busy ? 0 : 1;
  }

  @Override
  public boolean isUsable() {
    if (connection.peerClosed() || connection.aborted() || reader.hasBuffered()) {
      return false;
    }
    try {
      return connection.readAvailable(probe) == 0;
    } catch (ConnectionException e) {
      return false;
    }
  }

  @Override
  public void idle() {
    busy = false;
    reader.release();
    writer.release();
    connection.timeout(0);
  }

  @Override
  public ServerChannel moved(Connection brought) {
    Http1ServerChannel channel = new Http1ServerChannel(brought, buffers, names, carried);
    channel.requests = requests;
    return channel;
  }

  @Override
  public void release() {
    reader.close();
    writer.release();
  }

  // --- the exchange ----------------------------------------------------------------------------

  @Override
  public void head(RequestHead head, boolean last) throws ConnectionException {
    writer.head(head);
    key = head.lacksWebsocketKey() ? WebSocketKey.random() : null;
    if (key != null) {
      writer.header(WebSocketKey.KEY, key.text());
    }
    if (last == head.isVersion11() && !head.saysUpgrade()) {
      writer.connection(!last, last);
    }
    writer.endHead();
  }

  @Override
  public ResponseHead response(Method method) throws ConnectionException, BadMessageException {
    ResponseHead head = reader.readResponse(method);
    boolean grants = key != null && head != null && head.status() == 101;
    if (grants && !key.isAcceptedBy(head)) {
      throw new BadMessageException(
          BadMessageException.Kind.INVALID, 502, 0, MessageState.HDR_FIRST);
    }
    return head;
  }

  @Override
  public boolean hasBuffered() {
    return reader.hasBuffered();
  }

  @Override
  public InvalidMessage suspicious() {
    return reader.suspicious();
  }
}
