package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.proxy.Backend;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;

/**
 * {@code show servers conn [<backend>]}. Each connection belongs to one session, so that none is
 * ever idle.
 */
final class ShowServersConn implements Command {
  private static final int PURGE_DELAY = 5000;

  private final ProxyRuntime runtime;

  ShowServersConn(ProxyRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public Reply run(Request request) {
    int loops = runtime.transport().loops();
    StringBuilder text = new StringBuilder();
    text.append("# bkname/svname bkid/svid addr port - purge_delay used_cur used_max need_est");
    text.append(" unsafe_nb safe_nb idle_lim idle_cur idle_per_thr[").append(loops).append("]\n");
    for (Backend backend : ShowServersState.backends(runtime, request.word(3))) {
      for (Server server : backend.servers()) {
        line(backend, server, loops, text);
      }
    }
    return Reply.data(text);
  }

  private static void line(Backend backend, Server server, int loops, StringBuilder into) {
    int used = server.sessions().get();
    into.append(backend.name()).append('/').append(server.name()).append(' ');
    into.append(backend.config().id()).append('/').append(server.id()).append(' ');
    into.append(ShowServersState.host(server.address())).append(' ');
    into.append(server.port()).append(" - ").append(PURGE_DELAY);
    into.append(' ').append(used).append(' ').append(server.sessions().peak());
    into.append(' ').append(used).append(" 0 0 -1 0").append(" 0".repeat(loops)).append('\n');
  }
}
