package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.proxy.ProxyRuntime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** {@code show errors}: TCP proxies have no protocol to violate, hence nothing is captured. */
final class ShowErrors implements Command {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss.SSS", Locale.ENGLISH);

  private final Targets targets;

  ShowErrors(ProxyRuntime runtime) {
    this.targets = new Targets(runtime);
  }

  @Override
  public Reply run(Request request) {
    if (!request.word(2).isEmpty()) {
      targets.proxyId(request.word(2));
    }
    return Reply.data("Total events captured on [" + DATE.format(ZonedDateTime.now()) + "] : 0\n");
  }
}
