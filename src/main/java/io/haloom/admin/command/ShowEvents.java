package io.haloom.admin.command;

import io.haloom.admin.Client;
import io.haloom.admin.Command;
import io.haloom.admin.ProgramServices;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.log.LogRing;
import io.haloom.model.BindConfig.Level;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code show events [<ring>] [-w] [-n]}: the lines a ring keeps; with {@code -w} those that follow
 * too, until the client sends anything or leaves; with {@code -n} none but those that follow.
 */
final class ShowEvents implements Command {
  private static final int LOOK_MILLIS = 200;

  /** Sinks that HAProxy has too, of descriptors 1 and 2: what went there is not kept. */
  private static final List<String> STREAMS = List.of("stdout", "stderr");

  private final ProgramServices program;

  ShowEvents(ProgramServices program) {
    this.program = program;
  }

  @Override
  public Reply run(Request request) throws IOException {
    if (request.word(2).isEmpty()) {
      return Reply.warning(list());
    }
    if (!request.allows(Level.OPERATOR)) {
      return Reply.error("Permission denied\n");
    }
    if (STREAMS.contains(request.word(2))) {
      return Reply.notice("Nothing to report for this sink");
    }
    LogRing ring = program.rings().get(request.word(2));
    if (ring == null) {
      return Reply.error("No such event sink");
    }
    boolean wait = false;
    boolean fresh = false;
    for (int i = 3; !request.word(i).isEmpty(); i++) {
      String options = request.word(i);
      if (!options.matches("-[wn]+|0")) {
        return Reply.error("unknown option");
      }
      wait |= options.contains("w");
      fresh |= options.contains("n");
    }
    show(ring.reader(fresh), wait, request.client());
    return Reply.DONE;
  }

  private String list() {
    StringBuilder text =
        new StringBuilder(
            "Supported events sinks are listed below. Add -w(wait), -n(new). Any key to stop\n");
    program
        .rings()
        .values()
        .forEach(
            ring ->
                text.append(
                    String.format(
                        "    %-10s : type=buffer, 0 dropped, %s\n",
                        ring.name(), ring.description())));
    int descriptor = 1;
    for (String stream : STREAMS) {
      text.append(
          String.format(
              "    %-10s : type=fd, 0 dropped, standard output (fd#%d)\n", stream, descriptor++));
    }
    return text.toString();
  }

  private static void show(LogRing.Reader reader, boolean wait, Client client) throws IOException {
    try {
      send(reader.read(0), client);
      while (wait && !client.interrupted()) {
        send(reader.read(LOOK_MILLIS), client);
      }
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private static void send(List<byte[]> lines, Client client) throws IOException {
    StringBuilder text = new StringBuilder();
    for (byte[] line : lines) {
      text.append(new String(line, StandardCharsets.UTF_8)).append('\n');
    }
    client.send(text.toString());
  }
}
