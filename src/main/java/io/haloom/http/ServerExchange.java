package io.haloom.http;

import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;

/** A request to a server and its response, whatever the version. */
public interface ServerExchange extends MessageSink {

  /**
   * Writes the head of the request.
   *
   * @param last whether the server is told that the connection ends with it
   */
  void head(RequestHead head, boolean last) throws ConnectionException;

  /**
   * Reads the head of a response; a 1xx one is a head like any other.
   *
   * @param method of the request
   * @return the head, or null when the stream ended before its first byte
   */
  ResponseHead response(Method method) throws ConnectionException, BadMessageException;

  /** The body of the response whose head was read last. */
  HttpBody body();

  /** Whether anything was received that no response has consumed. */
  boolean hasBuffered();

  /** Takes what came behind the response: it belongs to another protocol. */
  ByteBuffer takeBuffered();

  /**
   * Whether the server has said that it did nothing with the request, and will not: it may be sent
   * again, whatever it is (RFC 9113, section 8.7).
   */
  default boolean isUnprocessed() {
    return false;
  }

  /** Whether what the server has answered was no answer, and has ended the request with that. */
  default boolean isInvalid() {
    return false;
  }

  /** What is to be remembered of the response that was just refused. */
  InvalidMessage invalid(BadMessageException e);

  /**
   * What is to be remembered of a response that has passed; null where nothing is wrong with it.
   */
  InvalidMessage suspicious();
}
