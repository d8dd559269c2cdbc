package io.haloom.check;

import io.haloom.http.BadMessageException;
import io.haloom.http.Method;
import io.haloom.http.ResponseHead;
import io.haloom.http.ServerExchange;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The response to one request of an HTTP check: its head at once, its body as far as needed. */
final class HttpAnswer {
  /** Bytes of a buffer that no body is kept in. */
  private static final int RESERVE = 1024;

  private final CheckRun run;
  private final ServerExchange exchange;
  private final Received body;
  private final int status;
  private final String reason;
  private final String version;
  private final long contentLength;
  private final List<Map.Entry<String, String>> fields = new ArrayList<>();
  private boolean complete;

  /** Reads the head, and what of the body came with it stays for later. */
  HttpAnswer(CheckRun run, ServerExchange exchange, int bufsize, String method)
      throws CheckFailure {
    this.run = run;
    this.exchange = exchange;
    this.body = new Received(bufsize - RESERVE);
    try {
      ResponseHead head = exchange.response(methodOf(method));
      if (head == null) {
        throw new CheckFailure(CheckStatus.L7RSP, null);
      }
      status = head.status();
      reason = head.reason();
      version = head.version();
      contentLength = head.contentLength();
      for (int field = 0; field < head.headers().count(); field++) {
        String name = head.headers().name(field).toLowerCase(Locale.ROOT);
        fields.add(Map.entry(name, head.headers().value(field)));
      }
    } catch (BadMessageException e) {
      throw new CheckFailure(CheckStatus.L7RSP, null);
    } catch (ConnectionException e) {
      throw run.interrupted(e, "");
    }
  }

  private static Method methodOf(String name) {
    for (Method method : Method.values()) {
      if (method != Method.OTHER && method.name().equals(name)) {
        return method;
      }
    }
    return Method.OTHER;
  }

  int status() {
    return status;
  }

  String reason() {
    return reason;
  }

  /** {@code HTTP/1.1}. */
  String version() {
    return version;
  }

  /** The announced length of the body, or -1. */
  long contentLength() {
    return contentLength;
  }

  /** Names in lower case with their values, in order. */
  List<Map.Entry<String, String>> fields() {
    return fields;
  }

  /** The body as received so far. */
  Received body() {
    return body;
  }

  /** Whether no more of the body will come, or be kept. */
  boolean bodyComplete() {
    return complete || body.isFull();
  }

  /** Takes what of the body has already come; what is wrong with it is told by who waits for it. */
  void readBuffered() {
    try {
      while (!bodyComplete() && exchange.body().hasPayload()) {
        readBody();
      }
    } catch (CheckFailure | BadMessageException e) {
      complete = true;
    }
  }

  /** Waits for more of the body. */
  void readBody() throws CheckFailure {
    try {
      ByteBuffer part = exchange.body().next();
      if (part == null) {
        complete = true;
        return;
      }
      while (part.hasRemaining() && !body.isFull()) {
        ByteBuffer room = body.room();
        int count = Math.min(room.remaining(), part.remaining());
        room.put(part.slice(part.position(), count));
        part.position(part.position() + count);
      }
      complete = exchange.body().isComplete();
    } catch (BadMessageException e) {
      if (e.kind() != BadMessageException.Kind.TRUNCATED) {
        throw new CheckFailure(CheckStatus.L7RSP, null);
      }
      complete = true;
    } catch (ConnectionException e) {
      if (e.kind() != ConnectionException.Kind.RESET) {
        throw run.interrupted(e, "");
      }
      complete = true;
    }
  }
}
