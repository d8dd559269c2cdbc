package io.haloom.http.h2;

import io.haloom.harness.Peer;
import io.haloom.harness.Wire;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of HTTP/2 that says what a case says, and a client of HTTP/1 that asks for it. */
final class ConformanceServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");
  private static final Pattern INTERIM = Pattern.compile("(?s)\\AHTTP/1.1 1..[^\n]*\n.*?\r\n\r\n");

  private final BlockingQueue<ConformanceCase> cases = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();
  private final Peer peer = Peer.of(this::serve);

  private void serve(Socket connection) throws IOException {
    ConformanceCase test = cases.poll();
    if (test == null) {
      // The request came once more, for the server had said that it did nothing with it.
      return;
    }
    String outcome = "nothing";
    try {
      outcome = ConformanceVisit.ofServer(test, connection);
    } finally {
      outcomes.add(outcome);
    }
  }

  /** As a server line wants it. */
  String address() {
    return peer.address();
  }

  /** What comes of a case: what the server sees, and then what the client gets. */
  String outcome(ConformanceCase test, int port) throws Exception {
    cases.add(test);
    try (Socket client = new Socket("127.0.0.1", port)) {
      client.setSoTimeout(15_000);
      Wire.say(client, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      String answer = INTERIM.matcher(rest(client)).replaceFirst("");
      return outcomes.poll(20, TimeUnit.SECONDS)
          + " "
          + (isWhole(answer) ? answer.split(" ")[1] : "cut");
    }
  }

  /** What comes before the connection ends, or is reset. */
  private static String rest(Socket client) throws IOException {
    StringBuilder rest = new StringBuilder();
    try {
      for (int next = client.getInputStream().read();
          next >= 0;
          next = client.getInputStream().read()) {
        rest.append((char) next);
      }
    } catch (SocketException e) {
      // A reset is an end, too.
      return rest.toString();
    }
    return rest.toString();
  }

  private static boolean isWhole(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    String head = answer.substring(0, end);
    String body = answer.substring(end + 4);
    String status = answer.split(" ")[1];
    boolean none = status.equals("204") || status.equals("304");
    Matcher length = LENGTH.matcher(head);
    if (none) {
      return body.isEmpty();
    }
    if (length.find()) {
      return body.length() == Integer.parseInt(length.group(1));
    }
    boolean chunked = head.toLowerCase(Locale.ROOT).contains("chunked");
    return !chunked || body.startsWith("0\r\n") || body.contains("\r\n0\r\n");
  }

  @Override
  public void close() {
    peer.close();
  }
}
