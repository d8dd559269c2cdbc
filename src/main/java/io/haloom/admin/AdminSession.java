package io.haloom.admin;

import io.haloom.model.BindConfig;
import java.io.IOException;
import java.nio.ByteBuffer;

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
  private final CommandReader commands;

  AdminSession(
      AdminChannel channel, CommandTable table, BindConfig bind, AdminServer.Limits limits) {
    this.channel = channel;
    this.table = table;
    this.client = new Client(channel, bind, limits.timeoutMillis());
    this.commands = new CommandReader(channel, limits.lineSize(), this::askForMore);
  }

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
      if (!commands.next(client.timeoutMillis())) {
        return;
      }
      execute();
    } while (!client.leaving() && (client.prompt() || commands.pending()));
  }

  private void askForMore() throws IOException {
    if (client.prompt()) {
      client.send("+ ");
    }
  }

  private void execute() throws IOException {
    client.answer(
        commands.problem() != null
            ? commands.problem()
            : table.run(new Request(commands.words(), commands.payload(), client)));
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
