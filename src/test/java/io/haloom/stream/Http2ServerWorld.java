package io.haloom.stream;

import io.haloom.harness.H2Peer;
import io.haloom.harness.H2Peer.Frame;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.http.h2.FrameHeader;
import io.haloom.http.h2.FrameType;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** A balancer before a server that speaks HTTP/2 as a script says. */
abstract class Http2ServerWorld {
  private static final int WAIT_MILLIS = 20_000;
  static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  /** What a server does on each of its connections. */
  interface Script {
    void run(H2Peer peer) throws Exception;
  }

  final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  /** What the global section says, too. */
  String global = "";

  Running balancer;
  Peer server;

  @AfterEach
  void stop() {
    if (balancer != null) {
      balancer.close();
    }
    if (server != null) {
      server.close();
    }
  }

  final void run(String bind, String backend, Script script) throws IOException {
    run(bind, backend, "proto h2", script);
  }

  final void run(String bind, String backend, String words, Script script) throws IOException {
    server =
        Peer.of(
            connection -> {
              connection.setSoTimeout(WAIT_MILLIS);
              H2Peer peer = H2Peer.server(connection);
              try {
                seen.add("connected");
                script.run(peer);
                // Who closes while something is unread resets what it has sent.
                while (peer.read() != null) {
                  continue;
                }
              } catch (IOException e) {
                throw e;
              } catch (Exception e) {
                throw new IOException(e);
              }
            });
    balancer =
        Running.of(
            """
            global
              nbthread 1
              %s
            defaults
              log $log local0
              option httplog
              mode http
              timeout connect 5s
              timeout client 20s
              timeout server 20s
            frontend f
              bind 127.0.0.1:0 %s
              default_backend b
            backend b
              %s
              server s %s %s
            """
                .formatted(global, bind, backend, server.address(), words));
  }

  final String next() throws InterruptedException {
    return seen.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
  }

  final Socket client() throws IOException {
    Socket socket = balancer.connect("f");
    socket.setSoTimeout(WAIT_MILLIS);
    return socket;
  }

  /** The head and the body of a response whose length is told. */
  static String answer(Socket from) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = from.getInputStream().read();
      if (next < 0) {
        return head + "(end)";
      }
      head.append((char) next);
    }
    int at = head.indexOf("content-length: ");
    int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf("\r\n", at)));
    byte[] body = from.getInputStream().readNBytes(length);
    return head + new String(body, StandardCharsets.ISO_8859_1);
  }

  static void answer(H2Peer peer, int stream, String body) throws IOException {
    peer.headers(stream, 0, ":status: 200", "content-length: " + body.length());
    peer.data(stream, FrameHeader.END_STREAM, body);
  }

  /** Answers each request with the number of its stream. */
  final void serve(H2Peer peer) throws IOException {
    peer.greet();
    for (Frame frame = peer.read(); frame != null; frame = peer.read()) {
      if (frame.type() == FrameType.HEADERS) {
        seen.add(frame.stream() + " " + peer.fields(frame).get(2));
        answer(peer, frame.stream(), "s" + frame.stream());
      } else {
        peer.answer(frame);
      }
    }
  }

  /** The bodies of so many answers, by their streams, in whichever order they come. */
  static Map<Integer, String> bodies(H2Peer client, int count) throws IOException {
    Map<Integer, String> bodies = new TreeMap<>();
    int ended = 0;
    while (ended < count) {
      Frame frame = client.read();
      if (frame.type() == FrameType.DATA) {
        bodies.merge(frame.stream(), frame.text(), String::concat);
        ended += frame.isEndStream() ? 1 : 0;
      } else {
        client.answer(frame);
      }
    }
    return bodies;
  }
}
