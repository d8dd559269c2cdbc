package io.haloom.sample;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * What expressions and conditions may look at. The session implements it; checks and the command
 * line give their own with less in it. A fetch that finds nothing yields no sample.
 */
public interface SampleContext {

  /** The client's address, after PROXY protocol and {@code set-src}; null when there is none. */
  SocketAddress source();

  /** The address the client connected to, after PROXY protocol and {@code set-dst}; or null. */
  SocketAddress destination();

  /** Bytes received from the client and not yet forwarded, to look at and never to consume. */
  ByteBuffer requestBytes();

  /** Bytes received from the server and not yet forwarded, to look at and never to consume. */
  ByteBuffer responseBytes();

  /** True when no more than {@link #requestBytes()} will come: end of stream, buffer or delay. */
  boolean requestComplete();

  /** True when no more than {@link #responseBytes()} will come. */
  boolean responseComplete();

  /** Variables of the given scope, never null. */
  Variables variables(Variables.Scope scope);

  /** Facts about the process, its proxies and its servers. */
  ProcessFacts process();

  /** Facts about the session itself; null outside one. */
  SessionFacts session();

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
