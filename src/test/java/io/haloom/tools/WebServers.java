package io.haloom.tools;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Web servers that tell in their answers who they are and what they were asked. */
final class WebServers implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);
  private final List<HttpServer> servers = new ArrayList<>();

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  /** Starts one; its port. Asked for {@code /status/404} it answers so. */
  int start(String name) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, name));
    server.start();
    servers.add(server);
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, String name) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      StringBuilder text = new StringBuilder(name).append('\n');
      text.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI());
      for (String header : List.of("Host", "Cookie", "X-Forwarded-For", "X-Language")) {
        text.append('\n').append(header).append(": ");
        text.append(exchange.getRequestHeaders().getFirst(header));
      }
      byte[] body = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getPath();
      int status = path.matches("/status/\\d{3}") ? Integer.parseInt(path.substring(8)) : 200;
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
    threads.shutdownNow();
  }
}
