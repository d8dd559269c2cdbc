package io.haloom.fuzz;

import io.haloom.harness.Printed;

/**
 * What a client sends and what the server says to it; texts are bytes, a character each.
 *
 * @param proxy whom it is sent to
 * @param then what the client does next
 * @param answer the server's answer to every request but {@link #LAST}
 * @param answerEnds whether the server's stream ends with its answer
 */
record HeadCase(Proxy proxy, String sent, Then then, String answer, boolean answerEnds) {
  /** Tells, by its answer, that the connection has stayed. */
  static final String LAST = "GET /last HTTP/1.1\r\nhost: last\r\n\r\n";

  static final String LAST_ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nLAST";

  enum Then {
    /** {@link #LAST} follows in the same write. */
    ASK_AT_ONCE,
    /** {@link #LAST} follows when there is an answer. */
    ASK_AFTER,
    /** The stream ends when there is an answer. */
    END
  }

  HeadCase withSent(String text) {
    return new HeadCase(proxy, text, then, answer, answerEnds);
  }

  HeadCase withProxy(Proxy other) {
    return new HeadCase(other, sent, then, answer, answerEnds);
  }

  HeadCase withAnswer(String text) {
    return new HeadCase(proxy, sent, then, text, answerEnds);
  }

  /** All that it is, for a failure's text and for known differences. */
  @Override
  public String toString() {
    return "%s\nthen %s%s\nsent:\n%s\nanswer:\n%s"
        .formatted(
            proxy,
            then,
            answerEnds ? ", the server ends" : "",
            Printed.of(sent),
            Printed.of(answer));
  }
}
