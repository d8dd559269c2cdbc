package io.haloom.http;

import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One request and the response made for it here, without a server; used for one request after the
 * other of a connection. It settles whether the connection carries another request, and tells the
 * client where its version does not.
 */
public final class HttpExchange {
  private static final HeadFilter NONE = head -> true;

  private final BodyReader body;
  private final Http1Writer writer;
  private RequestHead request;
  private boolean version11;
  private boolean persistent;
  private boolean continued;
  private HeadFilter filter = NONE;
  private int status;

  /**
   * Begins it, the request's head just read.
   *
   * @param keepAlive whether the proxy lets connections live on
   */
  public HttpExchange(
      RequestHead request, Http1Reader reader, Http1Writer writer, boolean keepAlive) {
    this.body = reader.body();
    this.writer = writer;
    begin(request, keepAlive);
  }

  /** Begins it anew with the next request, whose head has just been read. */
  public void begin(RequestHead next, boolean keepAlive) {
    request = next;
    version11 = next.isVersion11();
    persistent = keepAlive && next.isPersistent();
    continued = false;
    filter = NONE;
    status = 0;
  }

  public RequestHead request() {
    return request;
  }

  /** The request's body. A client that waits for it gets its {@code 100 Continue} now. */
  public BodyReader body() throws ConnectionException {
    if (isAwaited()) {
      continued = true;
      writer.sendContinue();
    }
    return body;
  }

  /** Whether the client holds its body back until it is asked for it. */
  private boolean isAwaited() {
    return !continued && !body.isComplete() && !body.hasBuffered() && request.expectsContinue();
  }

  /** Whether the connection can carry another request, as far as is known. */
  public boolean isPersistent() {
    return persistent;
  }

  /** This response is the connection's last; to be said before its head ends. */
  public void makeLast() {
    persistent = false;
  }

  /** The status of the response, 0 while there is none. */
  public int status() {
    return status;
  }

  /** Sets the status that is told of the response, whatever was sent. */
  public void status(int told) {
    status = told;
  }

  /** Bytes of a buffer that are kept free for rules to fill: {@code tune.maxrewrite}. */
  public int reserve() {
    return writer.reserve();
  }

  /** Bytes of the request's body that have been received, as long as nobody has read of it. */
  public int bodyReceived() {
    return body.payloadReceived();
  }

  /** Whether the request has no body, or all of it has been received. */
  public boolean isRequestReceived() {
    return body.isReceived();
  }

  /** What becomes of the head of a response made here before it is sent. */
  public interface HeadFilter {
    /** Changes the head; false where that failed, and an error is to be sent in its place. */
    boolean pass(ResponseHead head);
  }

  /** Sets what is done with the heads of {@link #respond}. */
  public void filter(HeadFilter wanted) {
    filter = wanted;
  }

  /**
   * Writes the head of a response made here, and what this connection is to be told, which ends
   * where it is not known whether a body will follow.
   *
   * @param reply without a body, which is written next
   * @return where to write it; null where nothing has been sent, because rules could not change it
   */
  public Http1Writer respond(HttpReply reply) throws ConnectionException {
    boolean head = request.method() == Method.HEAD;
    ResponseHead own = new ResponseHead();
    own.begin(reply);
    if (reply.isEndless() && version11 && !head) {
      own.announceChunks();
    } else if (reply.isEndless() && head) {
      own.framing(Framing.NONE);
    }
    if (!filter.pass(own)) {
      return null;
    }
    if (own.dropConnectionOptions()) {
      makeLast();
    }
    head(own);
    return writer;
  }

  /** Passes an interim response on (1xx but 101). */
  public void interim(ResponseHead head) throws ConnectionException {
    writer.head(head).endHead();
    writer.flush();
  }

  /** Sends a {@code 103 Early Hints} response (RFC 8297) to a client that knows such. */
  public void earlyHints(List<HttpReply.Field> fields) throws ConnectionException {
    if (version11) {
      writer.status(103, "Early Hints");
      for (HttpReply.Field field : fields) {
        writer.header(field.name(), field.value());
      }
      writer.endHead();
      writer.flush();
    }
  }

  /**
   * Writes the head of a response whose body follows as its framing says, and what this connection
   * is to be told.
   */
  public void head(ResponseHead head) throws ConnectionException {
    status = head.status();
    if (head.framing() == Framing.TUNNEL) {
      persistent = false;
      writer.head(head).endHead();
      return;
    }
    persistent &= head.framing() != Framing.CLOSE && !isAwaited();
    boolean response11 = head.isVersion11();
    writer.head(head);
    if (!persistent && response11) {
      writer.connection(false, true);
    } else if (persistent && !(response11 && version11)) {
      writer.connection(true, false);
    }
    writer.endHead();
  }

  /** Sends a response made here. */
  public void reply(ResponseHead head, byte[] body) throws ConnectionException {
    head(head);
    if (request.method() != Method.HEAD) {
      writer.write(ByteBuffer.wrap(body));
    }
    writer.end();
  }

  /** Writes to the client. */
  public Http1Writer writer() {
    return writer;
  }

  /** Sends the default message of an error, with one header more, or none when it is null. */
  public void error(int code, HeaderName name, String value) throws ConnectionException {
    HttpReply page = ErrorPages.reply(code);
    if (respond(name == null ? page : page.with(name, value)) == null) {
      return;
    }
    if (request.method() != Method.HEAD) {
      writer.write(ByteBuffer.wrap(page.body()));
    }
    writer.end();
  }
}
