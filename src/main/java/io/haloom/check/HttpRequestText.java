package io.haloom.check;

import io.haloom.model.CheckStep.HttpSend;
import io.haloom.proxy.Server;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The request of an {@code http-check send} as HAProxy writes it: names in lower case, a length
 * only where the method or a body asks for one, and {@code Connection} only where it says
 * something.
 */
final class HttpRequestText {
  /** Methods whose requests have no body unless one is given, so no length of 0. */
  private static final Set<String> BODYLESS = Set.of("GET", "HEAD", "OPTIONS", "DELETE");

  private final HttpSend send;
  private final CheckSamples samples;
  private final List<Map.Entry<String, String>> fields = new ArrayList<>();
  private String host;
  private String connection;

  HttpRequestText(HttpSend send, CheckSamples samples) {
    this.send = send;
    this.samples = samples;
    if (send.headers() != null) {
      send.headers().forEach(header -> add(header.getKey(), samples.text(header.getValue())));
    }
  }

  private void add(String name, String value) {
    String lower = Messages.latin1(name).toLowerCase(Locale.ROOT);
    if (value.isEmpty()) {
      return;
    }
    if (lower.equals("connection")) {
      connection = connection == null ? value : connection + ", " + value;
      return;
    }
    if (lower.equals("host")) {
      host = value;
    }
    fields.add(Map.entry(lower, value));
  }

  String method() {
    return send.method() == null ? "OPTIONS" : send.method();
  }

  /**
   * The whole request.
   *
   * @param stateOf the server whose state it tells ({@code send-state}), or null
   */
  byte[] render(Server stateOf) {
    String version = version();
    byte[] body = body();
    StringBuilder head = new StringBuilder(128);
    head.append(method()).append(' ').append(uri()).append(' ').append(version).append("\r\n");
    fields.forEach(field -> line(head, field.getKey(), field.getValue()));
    if (stateOf != null) {
      line(head, "x-haproxy-server-state", StateHeader.of(stateOf));
    }
    if (body.length > 0 || !BODYLESS.contains(method())) {
      line(head, "content-length", Integer.toString(body.length));
    }
    String said = connection(version.equals("HTTP/1.1"));
    if (!said.isEmpty()) {
      line(head, "connection", said);
    }
    byte[] top = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = java.util.Arrays.copyOf(top, top.length + body.length);
    System.arraycopy(body, 0, all, top.length, body.length);
    return all;
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private String uri() {
    String uri = Messages.latin1(send.uri());
    if (send.uriFormat() != null) {
      uri = samples.text(send.uriFormat());
    }
    if (uri == null || uri.isEmpty()) {
      return "/";
    }
    int scheme = uri.indexOf("://");
    if (host == null || uri.startsWith("/") || scheme < 0) {
      return uri;
    }
    int path = uri.indexOf('/', scheme + 3);
    return uri.substring(0, scheme + 3) + host + (path < 0 ? "" : uri.substring(path));
  }

  /** What is later than HTTP/1.1 is spoken as HTTP/1.1. */
  private String version() {
    String version = send.version() == null ? "HTTP/1.0" : Messages.latin1(send.version());
    return version.matches("HTTP/(1\\.[1-9]|[2-9].*)") ? "HTTP/1.1" : version;
  }

  private byte[] body() {
    if (send.bodyFormat() != null) {
      return samples.bytes(send.bodyFormat());
    }
    return send.body() == null
        ? new byte[0]
        : Messages.latin1(send.body()).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Without what the version implies anyway; closing is the default of a check. */
  private String connection(boolean version11) {
    if (connection == null) {
      return version11 ? "close" : "";
    }
    String implied = version11 ? "keep-alive" : "close";
    List<String> kept = new ArrayList<>();
    for (String token : connection.split("\\s*,\\s*")) {
      if (!token.equalsIgnoreCase(implied)) {
        kept.add(token);
      }
    }
    return String.join(", ", kept);
  }
}
