package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;

/** {@code get weight <backend>/<server>}. */
final class GetWeight implements Command {
  private final Targets targets;

  GetWeight(ProxyRuntime runtime) {
    this.targets = new Targets(runtime);
  }

  @Override
  public Reply run(Request request) {
    Server server = targets.anyServer(request.word(2));
    return Reply.data(server.userWeight() + " (initial " + server.initialWeight() + ")\n");
  }
}
