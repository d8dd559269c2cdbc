package io.haloom.sample;

import io.haloom.http.Method;

/** A request as rules have left it. */
public interface HttpRequestView extends HttpView {

  /**
   * The method that was received, whatever rules have made of it; {@link Method#OTHER} when it is
   * none of the known ones.
   */
  Method receivedMethod();

  /** Puts the method of the start line into a sample, as a string. */
  void methodName(Sample into);

  /** Puts the request target, in any of its forms, into a sample, as a string. */
  void target(Sample into);

  /** Whether it was sent to a proxy, by {@code option http-use-proxy-header}. */
  default boolean usesProxyHeader() {
    return false;
  }
}
