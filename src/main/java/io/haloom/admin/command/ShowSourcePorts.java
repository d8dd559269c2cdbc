package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.net.AddressText;
import io.haloom.net.SourcePool;
import io.haloom.proxy.Backend;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import io.haloom.proxy.count.Counter;

/**
 * {@code show sourceports}: for each server with a range of source ports ({@code source
 * IP:low-high}), and where connections failed for want of a port without a range, how many are in
 * use, the most ever, and how often none was free.
 */
final class ShowSourcePorts implements Command {
  private final ProxyRuntime runtime;

  ShowSourcePorts(ProxyRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public Reply run(Request request) {
    StringBuilder text =
        new StringBuilder("# bkname/svname source destination range size inuse peak failures\n");
    for (Backend backend : ShowServersState.backends(runtime, request.word(2))) {
      for (Server server : backend.servers()) {
        line(backend, server, text);
      }
    }
    return Reply.data(text);
  }

  private static void line(Backend backend, Server server, StringBuilder into) {
    SourcePool pool = server.sourcePool();
    long failures = server.counters().get(Counter.SOURCE_PORTS_EXHAUSTED);
    if (pool == null && failures == 0) {
      return;
    }
    into.append(backend.name()).append('/').append(server.name()).append(' ');
    into.append(pool == null ? "-" : AddressText.of(pool.address())).append(' ');
    into.append(ShowServersState.host(server.address())).append(':');
    into.append(server.port()).append(' ');
    if (pool == null) {
      into.append("- - - - ").append(failures).append('\n');
      return;
    }
    into.append(pool.low()).append('-').append(pool.high()).append(' ').append(pool.size());
    into.append(' ').append(pool.inUse()).append(' ').append(pool.peak());
    into.append(' ').append(pool.failures()).append('\n');
  }
}
