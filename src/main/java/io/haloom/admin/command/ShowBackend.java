package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.proxy.ProxyRuntime;

/** {@code show backend}: their names. */
final class ShowBackend implements Command {
  private final ProxyRuntime runtime;

  ShowBackend(ProxyRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public Reply run(Request request) {
    StringBuilder text = new StringBuilder("# name\n");
    runtime.backends().forEach(backend -> text.append(backend.name()).append('\n'));
    return Reply.data(text);
  }
}
