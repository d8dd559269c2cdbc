package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.model.BindConfig;
import io.haloom.net.AddressText;
import io.haloom.os.linux.Descriptors;
import io.haloom.proxy.ProxyRuntime;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;

/** {@code show cli sockets}: where stats sockets listen, and what their clients may do. */
final class ShowCliSockets implements Command {
  private final ProxyRuntime runtime;

  ShowCliSockets(ProxyRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public Reply run(Request request) {
    StringBuilder text = new StringBuilder("# socket lvl processes\n");
    for (BindConfig bind : runtime.config().global().stats().binds()) {
      text.append(name(bind)).append(' ');
      text.append(bind.stats().level().name().toLowerCase(Locale.ROOT)).append(" all\n");
    }
    return Reply.data(text);
  }

  private static String name(BindConfig bind) {
    SocketAddress address =
        bind.endpoint().inheritedFd() < 0
            ? bind.address()
            : Descriptors.localAddress(bind.endpoint().inheritedFd());
    if (address instanceof InetSocketAddress inet) {
      String host = AddressText.of(inet.getAddress());
      return inet.getAddress() instanceof Inet6Address
          ? "ipv6@[" + host + "]:" + inet.getPort()
          : "ipv4@" + host + ":" + inet.getPort();
    }
    return address == null ? "fd@" + bind.endpoint().inheritedFd() : address.toString();
  }
}
