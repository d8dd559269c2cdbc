package io.haloom.http;

import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A client's request and what it is answered, whatever the version. It settles whether the
 * connection carries another request, and tells the client so where its version does not.
 */
public interface ClientExchange extends MessageSink {

  RequestHead request();

  /** The request's body. A client that waits to be asked for it is not asked. */
  HttpBody body();

  /** The request's body. A client that waits for it gets its {@code 100 Continue} now. */
  HttpBody demandedBody() throws ConnectionException;

  /**
   * Asks a client that says so for its body, which is to be had here before the request goes on;
   * the server is not to ask again.
   *
   * @return bytes that count as sent for that, as HAProxy counts
   */
  int askForBody() throws ConnectionException;

  /** Bytes of the request's body that have been received, as long as nobody has read of it. */
  int bodyReceived();

  /** Whether the request has no body, or all of it has been received. */
  boolean isRequestReceived();

  /** What is to be remembered of a body that was just refused. */
  InvalidMessage invalid(BadMessageException e);

  /** Takes what came behind the request: it belongs to another protocol. */
  ByteBuffer takeBuffered();

  // --- the connection --------------------------------------------------------------------------

  /** Whether the connection can carry another request, as far as is known. */
  boolean isPersistent();

  /** This response is the connection's last; to be said before its head ends. */
  void makeLast();

  /** The request gets no answer, for the server gave none; the client knows what that means. */
  default void leaveUnanswered() {
    makeLast();
  }

  // --- the response ----------------------------------------------------------------------------

  /** The status of the response, 0 while there is none. */
  int status();

  /** Sets the status that is told of the response, whatever was sent. */
  void status(int told);

  /** Bytes of a buffer that are kept free for rules to fill: {@code tune.maxrewrite}. */
  int reserve();

  /** What becomes of the head of a response made here before it is sent. */
  interface HeadFilter {
    /** Changes the head; false where that failed, and an error is to be sent in its place. */
    boolean pass(ResponseHead head);

    /**
     * Where the body goes, its head sent.
     *
     * @param exchange which sends it as it is
     */
    default MessageSink body(MessageSink exchange) {
      return exchange;
    }
  }

  /** Sets what is done with the heads of {@link #respond}, and with bodies that are made here. */
  void filter(HeadFilter wanted);

  /**
   * Writes the head of a response made here, which ends where it is not known whether a body will
   * follow.
   *
   * @param reply without a body, which is written next
   * @return where to write it; null where nothing has been sent, because rules could not change it
   */
  MessageSink respond(HttpReply reply) throws ConnectionException;

  /** Passes an interim response on (1xx but 101). */
  void interim(ResponseHead head) throws ConnectionException;

  /**
   * Sends a {@code 103 Early Hints} response (RFC 8297) to a client that knows such.
   *
   * @return bytes that count as sent for that, as HAProxy counts
   */
  int earlyHints(List<HttpReply.Field> fields) throws ConnectionException;

  /** Writes the head of a response whose body follows. */
  void head(ResponseHead head) throws ConnectionException;

  /** Sends a response made here. */
  void reply(ResponseHead head, byte[] body) throws ConnectionException;

  /** Sends a response made here that is all of it known, unless rules could not change it. */
  default void answer(HttpReply reply) throws ConnectionException {
    MessageSink to = respond(reply);
    if (to != null) {
      to.write(ByteBuffer.wrap(reply.body()));
      to.end();
    }
  }

  /** Sends the default message of an error, with one header more, or none when it is null. */
  default void error(int code, HeaderName name, String value) throws ConnectionException {
    HttpReply page = ErrorPages.reply(code);
    answer(name == null ? page : page.with(name, value));
  }

  /** Sends a message as it is. */
  void raw(ByteBuffer message) throws ConnectionException;
}
