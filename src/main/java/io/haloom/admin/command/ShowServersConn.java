package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.LongAnswer;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.model.ProxyConfig;
import io.haloom.proxy.Backend;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import io.haloom.proxy.ServerConnections;
import java.io.IOException;

/**
 * {@code show servers conn [<backend>]}. In TCP mode each connection belongs to one session, so
 * that none is ever idle.
 */
final class ShowServersConn implements Command {
  private final ProxyRuntime runtime;

  ShowServersConn(ProxyRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public Reply run(Request request) throws IOException {
    int loops = runtime.transport().loops();
    LongAnswer answer = new LongAnswer(request);
    StringBuilder text = answer.text();
    text.append("# bkname/svname bkid/svid addr port - purge_delay used_cur used_max need_est");
    text.append(" unsafe_nb safe_nb idle_lim idle_cur idle_per_thr[").append(loops).append("]\n");
    for (Backend backend : ShowServersState.backends(runtime, request.word(3))) {
      for (Server server : backend.servers()) {
        line(backend, server, loops, text);
        answer.pass();
      }
    }
    return answer.end();
  }

  private static void line(Backend backend, Server server, int loops, StringBuilder into) {
    ServerConnections pool = server.connections();
    boolean http = backend.config().mode() == ProxyConfig.Mode.HTTP;
    into.append(backend.name()).append('/').append(server.name()).append(' ');
    into.append(backend.config().id()).append('/').append(server.id()).append(' ');
    into.append(ShowServersState.host(server.address())).append(' ');
    into.append(server.port())
        .append(" - ")
        .append(server.config().http().pool().purgeDelayMillis());
    figure(http ? pool.used() : server.sessions().get(), into);
    figure(http ? pool.mostUsed() : server.sessions().peak(), into);
    figure(http ? pool.needed() : server.sessions().get(), into);
    figure(pool.idle() - pool.safe(), into);
    figure(pool.safe(), into);
    figure(server.maxIdle(), into);
    figure(pool.idle(), into);
    for (int loop = 0; loop < loops; loop++) {
      figure(pool.idle(loop), into);
    }
    into.append('\n');
  }

  private static void figure(int value, StringBuilder into) {
    into.append(' ').append(value);
  }
}
