package io.haloom.admin;

import io.haloom.model.BindConfig;
import io.haloom.net.AddressText;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

/** A stats socket on a TCP address, where descriptors cannot be had. */
final class TcpAdminListener implements AdminListener {
  private final BindConfig config;
  private final ServerSocketChannel server;

  private TcpAdminListener(BindConfig config, ServerSocketChannel server) {
    this.config = config;
    this.server = server;
  }

  /**
   * Listens on the address of the bind line.
   *
   * @throws IOException with a message fit for the user
   */
  static TcpAdminListener open(BindConfig config) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      if (server.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
        server.setOption(StandardSocketOptions.SO_REUSEPORT, config.options().reusePort());
      }
      server.bind(config.address(), config.backlog());
    } catch (IOException e) {
      server.close();
      throw new IOException(
          "cannot bind socket ("
              + e.getMessage()
              + ") for "
              + AddressText.bracketed(config.address()),
          e);
    }
    return new TcpAdminListener(config, server);
  }

  /** Where it is bound. */
  SocketAddress localAddress() throws IOException {
    return server.getLocalAddress();
  }

  @Override
  public BindConfig config() {
    return config;
  }

  @Override
  public AdminChannel accept() throws IOException {
    return new TcpAdminChannel(server.accept());
  }

  @Override
  public int descriptor() {
    return -1;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      // Nothing is left to do for it.
      return;
    }
  }
}
