package io.haloom.http.h1;

import io.haloom.http.BadMessageException;
import io.haloom.http.Carried;
import io.haloom.http.ClientChannel;
import io.haloom.http.HeaderCase;
import io.haloom.http.HttpLimits;
import io.haloom.http.HttpProtocol;
import io.haloom.http.MessageBuffers;
import io.haloom.http.RequestHead;
import io.haloom.http.ServerChannel;
import io.haloom.net.Connection;
import io.haloom.net.MemoryBudget;
import io.haloom.net.Transport;
import java.nio.ByteBuffer;

/** HTTP/1.0 and 1.1 (RFC 9112). */
public final class Http1Protocol implements HttpProtocol {
  private final MessageBuffers strict;
  private final MessageBuffers relaxed;
  private final HeaderCase names;

  private Http1Protocol(MessageBuffers strict, MessageBuffers relaxed, HeaderCase names) {
    this.strict = strict;
    this.relaxed = relaxed;
    this.names = names;
  }

  /**
   * For the connections of a transport.
   *
   * @param limits with which messages are read that are to be valid
   * @param memory what the buffers of all connections may take
   * @param names {@code h1-case-adjust}
   */
  public static Http1Protocol of(
      HttpLimits limits, Transport transport, MemoryBudget memory, HeaderCase names) {
    return new Http1Protocol(
        MessageBuffers.of(limits, transport, memory),
        MessageBuffers.of(limits.lenient(), transport, memory),
        names);
  }

  /** For connections of any kind, whose buffers nobody counts. */
  public static Http1Protocol of(HttpLimits limits) {
    return new Http1Protocol(
        new MessageBuffers(limits), new MessageBuffers(limits.lenient()), HeaderCase.NONE);
  }

  @Override
  public ClientChannel client(Connection connection, Manner manner, Carried carried) {
    MessageBuffers buffers = buffers(manner);
    return new Http1ClientChannel(
        new Http1Reader(connection, buffers, carried),
        new Http1Writer(connection, buffers, names(manner), carried));
  }

  @Override
  public ServerChannel server(Connection connection, Manner manner, Carried carried) {
    return new Http1ServerChannel(connection, buffers(manner), names(manner), carried);
  }

  @Override
  public RequestHead request(ByteBuffer received) throws BadMessageException {
    return ReceivedHead.request(received, HttpLimits.DEFAULT);
  }

  private MessageBuffers buffers(Manner manner) {
    return manner.acceptInvalid() ? relaxed : strict;
  }

  private HeaderCase names(Manner manner) {
    return manner.adjustCase() ? names : HeaderCase.NONE;
  }
}
