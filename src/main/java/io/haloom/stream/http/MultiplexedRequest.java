package io.haloom.stream.http;

import io.haloom.http.BadMessageException;
import io.haloom.http.ClientExchange;
import io.haloom.http.ClientStreams.ClientStream;
import io.haloom.http.ErrorPages;
import io.haloom.http.HttpReply;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.persist.CookieTransaction;
import io.haloom.stream.HttpTransaction;
import io.haloom.stream.Session;
import io.haloom.stream.SessionServices;
import io.haloom.stream.Stream;
import io.haloom.stream.TerminationState;
import io.haloom.stream.server.HttpDial;

/**
 * What the thread of a request runs whose connection carries others at once: its session, from the
 * head that has been read to its end. The outer method releases whatever the inner one took.
 */
final class MultiplexedRequest implements Runnable {
  private final MultiplexedMode mode;
  private final Session session;
  private final ClientStream client;
  private final ClientExchange exchange;

  MultiplexedRequest(MultiplexedMode mode, Session session, ClientStream client) {
    this.mode = mode;
    this.session = session;
    this.client = client;
    this.exchange = client.exchange();
  }

  @Override
  public void run() {
    SessionServices services = session.services();
    try {
      answer();
    } catch (ConnectionException e) {
      session.stream().failures().note(e);
    } catch (RuntimeException | Error e) {
      TerminationState termination = session.stream().termination();
      termination.note('I', termination.phase());
      services.internalError(session, e);
    } finally {
      end(services);
    }
  }

  private void end(SessionServices services) {
    try {
      close(session.client());
    } catch (RuntimeException | Error e) {
      services.internalError(session, e);
    } finally {
      session.dropPrefetch();
      services.table().remove(session);
      mode.over();
    }
  }

  private void close(Connection connection) {
    if (session.farewell().isSilent()) {
      connection.drop();
    } else if (session.farewell().isReset()) {
      connection.reset();
    } else {
      connection.close();
    }
  }

  private void answer() throws ConnectionException {
    Stream stream = session.stream();
    stream.timing().request(-1);
    // As HAProxy has it, none is the first where many are carried.
    stream.transaction(new HttpTransaction(false));
    stream.persistence(new CookieTransaction());
    stream.log().begins();
    HttpAccount account = HttpAccount.ofAll(stream, client);
    account.requestReceived();
    if (client.refusal() != null) {
      refuse(stream, account, client.refusal().status());
      return;
    }
    HttpDial dial =
        // Its client is known to ask again, as HAProxy has it, and gets connections of others.
        new HttpDial(mode.links(), mode.own(), session.services().http(), false);
    HttpStream request = new HttpStream(stream, mode.services(), exchange, account, dial);
    try {
      request.run(); // 4 to 10
    } catch (BadMessageException e) {
      badBody(stream, e.status());
    } catch (ConnectionException e) {
      request.lateBody(e);
    } finally {
      account.settle(exchange.status(), true); // 11
    }
  }

  private void refuse(Stream stream, HttpAccount account, int status) throws ConnectionException {
    stream.termination().note('P', 'R');
    account.requestFailed();
    try {
      HttpReply file = session.config().http().errors().file(status);
      HttpReply reply = file == null ? ErrorPages.reply(status) : file;
      if (!reply.isSilent()) {
        exchange.answer(reply);
      }
    } finally {
      account.settle(status, true);
    }
  }

  private void badBody(Stream stream, int status) throws ConnectionException {
    stream.termination().note('P', 'R');
    if (exchange.status() == 0) {
      exchange.error(status, null, null);
    }
  }
}
