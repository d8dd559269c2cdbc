package io.haloom.http;

/**
 * Whether a client that holds its body back has been asked for it (RFC 9110, section 10.1.1); of
 * one request after the other.
 */
public final class Expectation {
  /** What HAProxy counts of a {@code 100 Continue}. */
  public static final int COUNTED = MessageHead.START_LINE + 20;

  private boolean asked;

  /** Begins another request. */
  public void begin() {
    asked = false;
  }

  /** Whether the client holds its body back until it is asked for it. */
  public boolean isAwaited(RequestHead request, HttpBody body) {
    return !asked && !body.isComplete() && !body.hasBuffered() && request.expectsContinue();
  }

  /** Whether a client that waits is to be asked now that somebody wants its body. */
  public boolean demands(RequestHead request, HttpBody body) {
    boolean demands = isAwaited(request, body);
    asked |= demands;
    return demands;
  }

  /** Whether a client is to be asked now, and the server is not to do that again. */
  public boolean asks(RequestHead request, HttpBody body) {
    if (asked || body.isComplete() || !request.expectsContinue()) {
      return false;
    }
    asked = true;
    request.dropContinue();
    return true;
  }
}
