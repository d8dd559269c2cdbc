package io.haloom.net;

import io.haloom.net.transport.Transports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The least proxy that the transports allow, to measure them by: {@code ProxyMain TRANSPORT PORT
 * SERVER-PORT LOOPS [splice]}.
 */
final class ProxyMain {
  private final Transport transport;
  private final ConnectRequest request;
  private final Transfer transfer;

  private ProxyMain(Transport transport, int server, boolean splice) {
    this.transport = transport;
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", server);
    request = new ConnectRequest(address, null, null, 5000, null, ConnectOptions.DEFAULT);
    transfer =
        new Transfer() {
          @Override
          public void moved(int bytes) {}

          @Override
          public boolean splice() {
            return splice;
          }
        };
  }

  public static void main(String[] args) throws Exception {
    Transport transport = Transports.open(args[0], Integer.parseInt(args[3])).transport();
    ProxyMain proxy = new ProxyMain(transport, Integer.parseInt(args[2]), args.length > 4);
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(args[1]));
    Listener listener =
        transport.listen(new ListenRequest(address, -1, 4096, ListenOptions.DEFAULT));
    transport.startOnEachLoop("acceptor", loop -> proxy.accept(listener));
    Thread.currentThread().join();
  }

  private void accept(Listener listener) {
    try {
      for (; ; ) {
        Connection client = listener.accept();
        transport.fork(() -> session(client));
      }
    } catch (IOException e) {
      System.err.println(e);
    }
  }

  private void session(Connection client) {
    try (client;
        Connection server = transport.connect(request)) {
      client.timeout(50_000);
      server.timeout(50_000);
      AtomicInteger open = new AtomicInteger(2);
      Thread back = transport.fork(() -> pump(server, client, open));
      pump(client, server, open);
      back.join();
    } catch (IOException | InterruptedException e) {
      // Measured from outside.
    }
  }

  private void pump(Connection from, Connection to, AtomicInteger open) {
    try {
      from.transferTo(to, transfer);
      if (open.decrementAndGet() > 0) {
        to.shutdownOutput();
      }
    } catch (ConnectionException e) {
      from.abort();
      to.abort();
    }
  }
}
