package io.haloom.admin.command;

import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import io.haloom.stats.ProcessInfo;

/** {@code set maxconn server|frontend|global}. */
final class SetMaxconn {
  private final ProxyRuntime runtime;
  private final ProcessInfo info;
  private final Targets targets;

  SetMaxconn(ProxyRuntime runtime, ProcessInfo info) {
    this.runtime = runtime;
    this.info = info;
    this.targets = new Targets(runtime);
  }

  Reply server(Request request) {
    Server server = targets.server(request.word(3));
    String problem = server.changes().changeMaxconn(request.word(4));
    return problem == null ? Reply.DONE : Reply.error(problem);
  }

  Reply frontend(Request request) {
    Frontend frontend = targets.frontend(request.word(3));
    if (request.word(4).isEmpty()) {
      return Reply.error("Integer value expected.\n");
    }
    int value = LeadingInteger.of(request.word(4));
    if (value < 0) {
      return Reply.error("Value out of range.\n");
    }
    frontend.maxconn(value);
    return Reply.DONE;
  }

  Reply global(Request request) {
    if (request.word(3).isEmpty()) {
      return Reply.error("Expects an integer value.\n");
    }
    int value = LeadingInteger.of(request.word(3));
    if (value > info.hardMaxconn()) {
      return Reply.error("Value out of range.\n");
    }
    runtime.process().maxconn(value <= 0 ? info.hardMaxconn() : value);
    return Reply.DONE;
  }
}
