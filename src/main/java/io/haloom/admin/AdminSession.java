package io.haloom.admin;

import io.haloom.model.BindConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Serves one client: reads lines, runs commands, sends answers. Without {@code prompt} the
 * connection ends when all that was sent has been answered, so that {@code echo cmd | socat} ends;
 * with it, when the client leaves, says {@code quit}, or is silent too long.
 */
final class AdminSession implements Runnable {
  private static final int DRAIN_BYTES = 65536;

  private final AdminChannel channel;
  private final CommandTable table;
  private final Client client;
  private final LineReader lines;

  AdminSession(AdminChannel channel, CommandTable table, BindConfig bind, Limits limits) {
    this.channel = channel;
    this.table = table;
    this.client = new Client(channel, bind, limits.timeoutMillis());
    this.lines = new LineReader(channel, limits.lineSize());
  }

  /**
   * What bounds a client.
   *
   * @param timeoutMillis {@code stats timeout}
   * @param lineSize {@code tune.bufsize}
   */
  record Limits(int timeoutMillis, int lineSize) {}

  @Override
  public void run() {
    try {
      serve();
      channel.shutdownOutput();
      drain();
    } catch (IOException e) {
      // The client left, or takes nothing: there is nobody to tell.
      return;
    } finally {
      channel.close();
    }
  }

  private void serve() throws IOException {
    do {
      String line = lines.next(false, client.timeoutMillis());
      if (line == null) {
        return;
      }
      boolean payload = CommandLine.announcesPayload(line);
      String body = payload ? payload() : null;
      if (payload && body == null) {
        return;
      }
      execute(CommandLine.words(line, payload), body);
    } while (!client.leaving() && (client.prompt() || lines.pending()));
  }

  /** The lines up to an empty one, or null when the client leaves before. */
  private String payload() throws IOException {
    StringBuilder text = new StringBuilder();
    while (true) {
      if (client.prompt()) {
        client.send("+ ");
      }
      String line = lines.next(true, client.timeoutMillis());
      if (line == null) {
        return null;
      }
      if (line.isEmpty()) {
        return text.isEmpty() ? "" : text.substring(0, text.length() - 1);
      }
      text.append(line).append('\n');
    }
  }

  private void execute(List<String> words, String payload) throws IOException {
    client.answer(table.run(new Request(words, payload, client)));
    if (client.leaving()) {
      return;
    }
    boolean bare = client.takeWithoutLineEnd();
    if (client.prompt()) {
      client.send("\n> ");
    } else if (!bare) {
      client.send("\n");
    }
  }

  /** Takes what was sent after the last command, for closing on it would reset the connection. */
  private void drain() throws IOException {
    ByteBuffer waste = ByteBuffer.allocate(4096);
    int taken = 0;
    int n;
    do {
      n = channel.readAvailable(waste.clear());
      taken += Math.max(0, n);
    } while (n > 0 && taken < DRAIN_BYTES);
  }
}
