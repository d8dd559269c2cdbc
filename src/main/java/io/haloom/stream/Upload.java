package io.haloom.stream;

import io.haloom.http.BadMessageException;
import io.haloom.http.BodyReader;
import io.haloom.http.Http1Writer;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/**
 * The second thread of a request whose body is still coming: carries the client's body to the
 * server while the first reads the response.
 */
final class Upload implements Runnable {
  private final Session session;
  private final BodyReader body;
  private final ServerLink link;
  private final Thread main = Thread.currentThread();
  private volatile boolean done;
  private volatile boolean sent;
  private BadMessageException bad;
  private ConnectionException clientFailure;

  Upload(Session session, BodyReader body, ServerLink link) {
    this.session = session;
    this.body = body;
    this.link = link;
  }

  @Override
  public void run() {
    try {
      copy();
      sent = true;
    } catch (BadMessageException e) {
      if (e.kind() == BadMessageException.Kind.TRUNCATED) {
        clientLeft();
      } else {
        bad = e;
      }
      link.connection().abort();
    } catch (ConnectionException e) {
      if (e.connection() == session.client()) {
        clientFailure = e;
        if (e.kind() != ConnectionException.Kind.TIMEOUT) {
          link.connection().abort();
        }
      }
    } finally {
      done = true;
      LockSupport.unpark(main);
    }
  }

  private void clientLeft() {
    clientFailure =
        new ConnectionException(
            session.client(), ConnectionException.Kind.RESET, "the body is cut short");
  }

  /** Forwards what is left of the body, and its end. */
  private void copy() throws ConnectionException, BadMessageException {
    Http1Writer writer = link.writer();
    for (ByteBuffer part = body.next(); part != null; part = body.next()) {
      session.traffic().in(writer.forward(body, part));
      writer.flush();
      BodyTransfer.request(session, body, link.connection());
    }
    session.traffic().in(body.countedEnd());
    writer.end(body.trailers());
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

  boolean isDone() {
    return done;
  }

  /** Waits until the thread has ended. */
  void join() {
    while (!done) {
      LockSupport.park(this);
    }
  }
}
