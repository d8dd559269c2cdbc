package io.haloom.sample;

import io.haloom.http.BadMessageException;
import io.haloom.http.RequestHead;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * What expressions and conditions may look at. The session implements it; checks and the command
 * line give their own with less in it. A fetch that finds nothing yields no sample.
 */
public interface SampleContext {
  /** No bytes. */
  ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** The client's address, after PROXY protocol and {@code set-src}; null when there is none. */
  default SocketAddress source() {
    return null;
  }

  /** The address the client connected to, after PROXY protocol and {@code set-dst}; or null. */
  default SocketAddress destination() {
    return null;
  }

  /** Bytes received from the client and not yet forwarded, to look at and never to consume. */
  default ByteBuffer requestBytes() {
    return NOTHING;
  }

  /**
   * The head of the HTTP request that {@link #requestBytes()} begin with, where nobody interprets
   * them; null where it is not complete.
   *
   * @throws BadMessageException where they begin with none
   */
  default RequestHead receivedRequest() throws BadMessageException {
    return null;
  }

  /** Bytes received from the server and not yet forwarded, to look at and never to consume. */
  default ByteBuffer responseBytes() {
    return NOTHING;
  }

  /** True when no more than {@link #requestBytes()} will come: end of stream, buffer or delay. */
  default boolean requestComplete() {
    return true;
  }

  /** True when no more than {@link #responseBytes()} will come. */
  default boolean responseComplete() {
    return true;
  }

  /** Variables of the given scope, never null. */
  Variables variables(Variables.Scope scope);

  /** Facts about the process, its proxies and its servers. */
  ProcessFacts process();

  /** Facts about the session itself; null outside one. */
  default SessionFacts session() {
    return null;
  }

  /**
   * An empty sample to evaluate into, to be given back with {@link #giveSample}: who evaluates a
   * hundred expressions for a request needs no more than one or two.
   */
  default Sample takeSample() {
    return new Sample();
  }

  /** Takes back what {@link #takeSample} gave; nobody may look at it any more. */
  default void giveSample(Sample sample) {}

  /** An empty text to render into, to be given back with {@link #giveText}. */
  default ByteText takeText() {
    return new ByteText();
  }

  /** Takes back what {@link #takeText} gave; nobody may look at it any more. */
  default void giveText(ByteText text) {}

  /** Whether it is the response that is looked at now, by the fetches that take either. */
  default boolean isResponse() {
    return false;
  }

  /** True when what is looked at now will not grow, and this evaluation is the last. */
  default boolean isComplete() {
    return isResponse() ? responseComplete() : requestComplete();
  }

  /** The request in HTTP mode, once its head is received; null before, and in TCP mode. */
  default HttpRequestView httpRequest() {
    return null;
  }

  /** The response in HTTP mode, once its head is received; null before, and in TCP mode. */
  default HttpResponseView httpResponse() {
    return null;
  }
}
