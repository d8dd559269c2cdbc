package io.haloom.check;

import io.haloom.http.BadMessageException;
import io.haloom.http.HttpProtocol;
import io.haloom.http.HttpProtocols;
import io.haloom.http.RequestHead;
import io.haloom.http.ServerChannel;
import io.haloom.http.ServerExchange;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;

/** The requests of one HTTP check and their responses, whichever version the server speaks. */
final class HttpTalk implements AutoCloseable {
  private final CheckRun run;
  private final HttpProtocols http;
  private final int bufsize;
  private String method;

  /** Of a request that is a stream; null where it was sent as bytes. */
  private ServerChannel stream;

  private ServerExchange exchange;
  private HttpAnswer answer;

  HttpTalk(CheckRun run, HttpProtocols http, int bufsize) {
    this.run = run;
    this.http = http;
    this.bufsize = bufsize;
  }

  /**
   * Sends a request.
   *
   * @param bytes all of it, as HTTP/1 has it
   */
  void send(String asked, byte[] bytes, Position at) throws CheckFailure {
    close();
    method = asked;
    if (!run.isMultiplexed()) {
      run.send(bytes, at);
      return;
    }
    run.position(at);
    stream = run.openStream(http.multiplexed());
    exchange = stream.open();
    try {
      RequestHead head = http.sequential().request(ByteBuffer.wrap(bytes));
      exchange.head(head, true);
      ByteBuffer body = ByteBuffer.wrap(bytes, head.length(), bytes.length - head.length());
      if (body.hasRemaining()) {
        exchange.write(body);
      }
      exchange.end();
    } catch (BadMessageException e) {
      throw new CheckFailure(CheckStatus.L7RSP, "tcp-check send : failed to build HTTP request");
    } catch (ConnectionException e) {
      throw run.interrupted(e, "");
    }
  }

  /** The response to the request that was sent last. */
  HttpAnswer answer() throws CheckFailure {
    if (answer == null) {
      if (exchange == null) {
        stream =
            http.sequential().server(run.connection(), HttpProtocol.Manner.STRICT, run.carried());
        exchange = stream.open();
      }
      answer = new HttpAnswer(run, exchange, bufsize, method);
    }
    return answer;
  }

  /** Ends what is under way, on a connection that stays. */
  @Override
  public void close() {
    if (stream != null) {
      stream.release();
      run.closeStream(stream);
    }
    stream = null;
    exchange = null;
    answer = null;
  }
}
