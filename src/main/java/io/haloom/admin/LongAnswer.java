package io.haloom.admin;

import java.io.IOException;

/**
 * An answer that is sent while it is made: a client that does not read it makes its maker wait, and
 * holds no more than a part of it.
 */
public final class LongAnswer {
  /** Characters that are worth sending. */
  private static final int PART = 16 * 1024;

  private final Client client;
  private final StringBuilder text = new StringBuilder();

  /** To the client of that request; nothing is sent yet. */
  public LongAnswer(Request request) {
    this.client = request.client();
  }

  /** Where the next lines go. */
  public StringBuilder text() {
    return text;
  }

  /** Lines are whole: they are sent where there are enough of them. */
  public void pass() throws IOException {
    if (text.length() >= PART) {
      client.send(text.toString());
      text.setLength(0);
    }
  }

  /** The last part. */
  public Reply end() {
    return Reply.data(text);
  }
}
