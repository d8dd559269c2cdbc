package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.CommandException;
import io.haloom.admin.LongAnswer;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.net.AddressText;
import io.haloom.proxy.Backend;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import io.haloom.proxy.StateFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.List;

/**
 * {@code show servers state [<backend>]}: what a later process restores from a state file, in
 * version 1 of its form (management guide, "show servers state").
 */
public final class ShowServersState implements Command {
  private final ProxyRuntime runtime;

  public ShowServersState(ProxyRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public Reply run(Request request) throws IOException {
    Collection<Backend> backends = backends(runtime, request.word(3));
    LongAnswer answer = new LongAnswer(request);
    StateFile.header(answer.text());
    for (Backend backend : backends) {
      for (Server server : backend.servers()) {
        StateFile.line(backend, server, answer.text());
        answer.pass();
      }
    }
    return answer.end();
  }

  /** The backend of that name, or all when there is none. */
  static Collection<Backend> backends(ProxyRuntime runtime, String name) {
    if (name.isEmpty()) {
      return runtime.backends();
    }
    Backend backend = runtime.backend(name);
    if (backend == null) {
      throw new CommandException("Can't find backend.\n");
    }
    return List.of(backend);
  }

  /** An IP address as text, {@code -} for none. */
  static String host(SocketAddress address) {
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? AddressText.of(inet.getAddress())
        : "-";
  }
}
