package io.haloom.http;

import java.io.IOException;

/**
 * A message that cannot be taken as HTTP. Carries no stack trace: it is ordinary.
 *
 * <p>The connection cannot be used for another message.
 */
public final class BadMessageException extends IOException {
  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public enum Kind {
    /** The grammar or the framing is broken. */
    INVALID,
    /** A head, a trailer or a chunk's size line does not fit the buffer, or has too many fields. */
    TOO_LARGE,
    /** The stream ended inside the message. */
    TRUNCATED,
    /** It is none of HTTP/1: HTTP/2 begins so (RFC 9113, section 3.4). */
    PREFACE
  }

  private final Kind kind;
  private final int status;
  private final int position;
  private final MessageState state;

  public BadMessageException(Kind kind, int status, int position, MessageState state) {
    super(kind + " at byte " + position + " in state MSG_" + state);
    this.kind = kind;
    this.status = status;
    this.position = position;
    this.state = state;
  }

  /** The same, found in the trailers that begin there in the reader's buffer. */
  public BadMessageException inTrailers(int at) {
    return new BadMessageException(kind, status, at + position, MessageState.TRAILERS);
  }

  public Kind kind() {
    return kind;
  }

  /** The status a client gets for a bad request: 400, 413 or 422. */
  public int status() {
    return status;
  }

  /**
   * Offset of the offending byte: in a head or a trailer section from its first byte, in the rest
   * of a body from where the reader's buffer begins.
   */
  public int position() {
    return position;
  }

  /** The parser's state, in the words of HAProxy's {@code show errors}: {@code MSG_HDR_NAME}. */
  public String state() {
    return "MSG_" + state;
  }

  public MessageState messageState() {
    return state;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
