package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.proxy.count.ProcessCounters;

/** {@code set rate-limit connections|sessions|ssl-sessions global <value>}. */
final class SetRateLimit implements Command {
  private static final String USAGE =
      """
      'set rate-limit' only supports :
         - 'connections global' to set the per-process maximum connection rate
         - 'sessions global' to set the per-process maximum session rate
         - 'ssl-sessions global' to set the per-process maximum SSL session rate
      """;

  private final ProcessCounters process;

  SetRateLimit(ProcessCounters process) {
    this.process = process;
  }

  @Override
  public Reply run(Request request) {
    boolean connections = request.word(2).equals("connections");
    boolean sessions = request.word(2).equals("sessions");
    boolean tls = request.word(2).equals("ssl-sessions");
    if (!connections && !sessions && !tls || !request.word(3).equals("global")) {
      return Reply.error(USAGE);
    }
    if (request.word(4).isEmpty()) {
      return Reply.error("Expects an integer value.\n");
    }
    int value = LeadingInteger.of(request.word(4));
    if (value < 0) {
      return Reply.error("Value out of range.\n");
    }
    if (connections) {
      process.maxConnRate(value);
    } else if (tls) {
      process.tls().maxRate(value);
    } else {
      process.maxSessRate(value);
    }
    return Reply.DONE;
  }
}
