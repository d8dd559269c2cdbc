package io.haloom.stream;

import io.haloom.admin.Haproxy;
import io.haloom.harness.H2Peer;
import io.haloom.harness.Needs;
import io.haloom.harness.Peer;
import io.haloom.harness.ReservedPort;
import io.haloom.harness.Running;
import io.haloom.net.tls.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client and a server that speak gRPC through a balancer: through Haloom, and through HAProxy.
 */
abstract class GrpcWorld {
  static final int WAIT_MILLIS = 20_000;

  /** What is between them, and whether both sides are encrypted. */
  enum Way {
    CLEAR,
    TLS,
    HAPROXY_CLEAR,
    HAPROXY_TLS;

    boolean isHaproxy() {
      return this == HAPROXY_CLEAR || this == HAPROXY_TLS;
    }

    boolean isSecure() {
      return this == TLS || this == HAPROXY_TLS;
    }
  }

  /** What a server does on each of its connections. */
  interface Script {
    void run(GrpcPeer server) throws Exception;
  }

  @TempDir Path folder;

  /** What the server has to tell. */
  final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  /** What the client lets the server go on with. */
  final BlockingQueue<String> turns = new LinkedBlockingQueue<>();

  private Way way;
  private Peer server;
  private Running balancer;
  private Haproxy haproxy;
  private ReservedPort port;
  private GrpcPeer client;

  @AfterEach
  void stop() throws IOException {
    for (AutoCloseable one : new AutoCloseable[] {client, balancer, haproxy, server, port}) {
      try {
        if (one != null) {
          one.close();
        }
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  /** Begins, with more lines for both the frontend and the backend; the client. */
  final GrpcPeer run(Way through, String lines, Script script) throws Exception {
    way = through;
    if (way.isSecure()) {
      Needs.openSsl();
    }
    Path pem = TestCertificates.localhost();
    server = Peer.of(connection -> serve(connection, pem, script));
    String bind = way.isSecure() ? "ssl crt " + pem + " alpn h2" : "proto h2";
    String words = way.isSecure() ? "ssl verify none alpn h2" : "proto h2";
    String text =
        """
        defaults
          mode http
          timeout connect 5s
          timeout client 20s
          timeout server 20s
          %s
        frontend f
          bind 127.0.0.1:%%d %s
          default_backend b
        backend b
          server s %s %s
        """
            .formatted(lines, bind, server.address(), words);
    if (way.isHaproxy()) {
      Needs.haproxy();
      port = new ReservedPort();
      Path socket = folder.resolve("socket");
      String global = "global\n  nbthread 1\n  stats socket " + socket + "\n";
      haproxy = Haproxy.start(folder, global + text.formatted(port.port()), socket);
    } else {
      balancer = Running.of("global\n  nbthread 1\n" + text.formatted(0));
    }
    client = connect();
    return client;
  }

  private GrpcPeer connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", way.isHaproxy() ? port.port() : balancer.port("f"));
    socket.setSoTimeout(WAIT_MILLIS);
    return new GrpcPeer(way.isSecure() ? H2Peer.secureClient(socket) : H2Peer.client(socket));
  }

  private void serve(Socket connection, Path pem, Script script) throws IOException {
    connection.setSoTimeout(WAIT_MILLIS);
    try (H2Peer peer =
        way.isSecure() ? H2Peer.secureServer(connection, pem) : H2Peer.server(connection)) {
      GrpcPeer own = new GrpcPeer(peer);
      script.run(own);
      // Who closes while something is unread resets what it has sent.
      while (own.any().next() != null) {
        continue;
      }
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** What the server tells next. */
  final String told() throws InterruptedException {
    return seen.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The server waits here for the client. */
  final void awaitTurn() throws InterruptedException {
    turns.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
  }
}
