package io.haloom.stream.http;

import io.haloom.http.BadMessageException;
import io.haloom.net.ConnectionException;
import io.haloom.stream.Stream;
import io.haloom.stream.server.ServerLink;
import java.util.concurrent.locks.LockSupport;

/**
 * The second thread of a request whose body is still coming: carries the client's body to the
 * server while the first reads the response.
 */
final class Upload implements Runnable {
  private final Stream stream;
  private final BodyPipe pipe;
  private final ServerLink link;
  private final Thread main = Thread.currentThread();
  private volatile boolean done;
  private volatile boolean sent;
  private volatile boolean patient;
  private BadMessageException bad;
  private ConnectionException clientFailure;
  private ConnectionException serverFailure;

  Upload(Stream stream, BodyPipe pipe, ServerLink link) {
    this.stream = stream;
    this.pipe = pipe;
    this.link = link;
    this.patient = stream.serverTimeout() != 0;
  }

  @Override
  public void run() {
    try {
      rest();
      pipe.end();
      sent = true;
    } catch (BadMessageException e) {
      if (e.kind() == BadMessageException.Kind.TRUNCATED) {
        clientLeft();
      } else {
        bad = e;
      }
      link.connection().abort();
    } catch (ConnectionException failure) {
      ConnectionException e = stream.failures().cause(failure);
      if (e.connection() == stream.client()) {
        clientFailure = e;
        if (isLate()) {
          link.connection().shutdownOutput();
        } else {
          link.connection().abort();
        }
      } else {
        serverFailure = e;
      }
    } finally {
      done = true;
      LockSupport.unpark(main);
    }
  }

  /**
   * While the server may answer, {@code timeout server} is what ends the wait, if there is one: a
   * client that pauses inside its body is heard again when it goes on.
   */
  private void rest() throws ConnectionException, BadMessageException {
    while (true) {
      try {
        pipe.rest();
        return;
      } catch (ConnectionException e) {
        boolean late =
            e.kind() == ConnectionException.Kind.TIMEOUT && e.connection() == stream.client();
        if (!late || !patient) {
          throw e;
        }
        // Who writes to the client under the same timeout hears of it before it waits again.
        Thread.yield();
      }
    }
  }

  private void clientLeft() {
    clientFailure =
        new ConnectionException(
            stream.client(), ConnectionException.Kind.RESET, "the body is cut short");
  }

  /** Whether the server has the whole body. */
  boolean isSent() {
    return sent;
  }

  /** What was wrong with the body, or null. */
  BadMessageException bad() {
    return bad;
  }

  /** Why the client's body stopped coming, or null. */
  ConnectionException clientFailure() {
    return clientFailure;
  }

  /** Whether the client has fallen silent inside the body. */
  boolean isLate() {
    return clientFailure != null && clientFailure.kind() == ConnectionException.Kind.TIMEOUT;
  }

  /** Why the server takes no more of it, or null. */
  ConnectionException serverFailure() {
    return serverFailure;
  }

  boolean isDone() {
    return done;
  }

  /** Nobody wants the rest: it does not count. */
  void abandon() {
    pipe.stopCounting();
  }

  /** Waits until the thread has ended; the server has answered, so the client's timeout counts. */
  void join() {
    patient = false;
    while (!done) {
      LockSupport.park(this);
    }
  }
}
