package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.ProgramServices;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.model.BalanceConfig;
import io.haloom.model.ServerConfig;
import io.haloom.proxy.Backend;
import io.haloom.proxy.ProxyRuntime;
import java.util.ArrayList;
import java.util.List;

/** {@code add server <backend>/<server> <address> [keywords]}: it starts in maintenance. */
final class AddServer implements Command {
  private final ProxyRuntime runtime;
  private final ProgramServices program;

  AddServer(ProxyRuntime runtime, ProgramServices program) {
    this.runtime = runtime;
    this.program = program;
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
    if (!dynamic(backend.config().backend().balance())) {
      return Reply.error("Backend must use a dynamic load balancing to support dynamic servers.");
    }
    String name = target.substring(slash + 1);
    List<String> words = new ArrayList<>(request.words().subList(2, request.words().size()));
    words.set(0, name);
    return add(backend, words);
  }

  private Reply add(Backend backend, List<String> words) {
    StringBuilder messages = new StringBuilder();
    ServerConfig server = program.parseServer(backend.config(), words, messages);
    if (server == null) {
      return Reply.error(messages.toString());
    }
    try {
      backend.add(server);
    } catch (IllegalArgumentException e) {
      return Reply.error(messages + e.getMessage() + "\n");
    }
    return Reply.info(messages + "New server registered.\n");
  }

  /** Whether weights, and therefore the list of servers, may change while running. */
  private static boolean dynamic(BalanceConfig balance) {
    return switch (balance.algorithm()) {
      case ROUNDROBIN, LEASTCONN, FIRST, RANDOM -> true;
      case STATIC_RR -> false;
      case SOURCE -> balance.hashType() == BalanceConfig.HashType.CONSISTENT;
    };
  }
}
