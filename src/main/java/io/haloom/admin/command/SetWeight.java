package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.proxy.ProxyRuntime;

/** {@code set weight <backend>/<server> <weight>[%]}. */
final class SetWeight implements Command {
  private final Targets targets;

  SetWeight(ProxyRuntime runtime) {
    this.targets = new Targets(runtime);
  }

  @Override
  public Reply run(Request request) {
    return Reply.errorOrDone(
        targets.server(request.word(2)).changes().changeWeight(request.word(3)));
  }
}
