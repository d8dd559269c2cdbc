package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.proxy.Backend;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import java.util.concurrent.locks.ReentrantLock;

/** {@code del server <backend>/<server>}. */
final class DelServer implements Command {
  private final ProxyRuntime runtime;

  DelServer(ProxyRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public Reply run(Request request) {
    String target = request.word(2);
    int slash = target.indexOf('/');
    if (slash < 0 || slash == target.length() - 1) {
      return Reply.error("Require 'backend/server'.");
    }
    Backend backend = runtime.backend(target.substring(0, slash));
    if (backend == null) {
      return Reply.error("No such backend.");
    }
    Server server = backend.server(target.substring(slash + 1));
    if (server == null) {
      return Reply.error("No such server.");
    }
    String error = backend.dynamicServers().remove(server);
    if (error != null) {
      return Reply.error(error);
    }
    ReentrantLock lock = runtime.config().certificates().lock();
    lock.lock();
    try {
      server.config().forget();
    } finally {
      lock.unlock();
    }
    return Reply.info("Server deleted.");
  }
}
