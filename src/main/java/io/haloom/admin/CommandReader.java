package io.haloom.admin;

import java.io.IOException;
import java.util.List;

/**
 * Reads a client's commands one by one, each with the payload it announces. What does not fit is
 * read to its end and forgotten, so that the client can be told.
 */
final class CommandReader {
  /** Characters of a payload that are kept, or as many as a line may have. */
  static final int PAYLOAD_LIMIT = 1 << 20;

  private static final String LINE_TOO_BIG =
      "The command line is too big for the buffer size."
          + " Please change tune.bufsize in the configuration to use a bigger command.\n";
  private static final String PAYLOAD_TOO_BIG = "The payload is too big.\n";

  /** Asks an interactive client for the next line of a payload. */
  @FunctionalInterface
  interface Prompt {
    void more() throws IOException;
  }

  private final LineReader lines;
  private final int payloadLimit;
  private final Prompt prompt;
  private String line;
  private String payload;
  private Reply problem;

  /**
   * Reads from the channel.
   *
   * @param size longest line ({@code tune.bufsize}), as for {@link LineReader}
   */
  CommandReader(AdminChannel channel, int size, Prompt prompt) {
    this.lines = new LineReader(channel, size);
    this.payloadLimit = Math.max(PAYLOAD_LIMIT, size);
    this.prompt = prompt;
  }

  /**
   * Waits for the next command, all of it.
   *
   * @param timeoutMillis how long the client may be silent, 0 for ever
   * @return false when the client says no more
   */
  boolean next(int timeoutMillis) throws IOException {
    payload = null;
    problem = null;
    line = lines.next(false, timeoutMillis);
    if (line == null) {
      problem = Reply.error(LINE_TOO_BIG);
      return lines.overlong() && lines.skip(timeoutMillis);
    }
    return !CommandWords.announcesPayload(line) || readPayload(timeoutMillis);
  }

  /** The lines up to an empty one. */
  private boolean readPayload(int timeoutMillis) throws IOException {
    StringBuilder text = new StringBuilder();
    while (true) {
      prompt.more();
      String part = lines.next(true, timeoutMillis);
      boolean overlong = part == null && lines.overlong() && lines.skip(timeoutMillis);
      if (part == null && !overlong) {
        return false;
      }
      if (!overlong && part.isEmpty()) {
        payload = text.isEmpty() ? "" : text.substring(0, text.length() - 1);
        return true;
      }
      if (overlong || text.length() + part.length() >= payloadLimit) {
        problem = Reply.error(PAYLOAD_TOO_BIG);
        text.setLength(0);
      } else if (problem == null) {
        text.append(part).append('\n');
      }
    }
  }

  /** Why the command cannot be run, or null. */
  Reply problem() {
    return problem;
  }

  /** The command's line. */
  String line() {
    return line;
  }

  /** Its words, without the mark of a payload. */
  List<String> words() {
    return CommandWords.words(line, payload != null);
  }

  /** The lines that follow it, the last without its end; null where it announces none. */
  String payload() {
    return payload;
  }

  /** Whether the client has sent its end, as far as can be told without waiting. */
  boolean ended() throws IOException {
    return lines.ended();
  }

  /** Whether bytes have come that no command was read from, looking at what has been sent. */
  boolean pending() throws IOException {
    return lines.pending();
  }
}
