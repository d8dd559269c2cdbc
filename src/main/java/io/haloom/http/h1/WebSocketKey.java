package io.haloom.http.h1;

import io.haloom.http.HeaderName;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The key with which a WebSocket is asked for and granted in HTTP/1 (RFC 6455, section 4.1). In
 * HTTP/2 there is none (RFC 8441, section 5), so that one is made for a server of HTTP/1, and a
 * client of HTTP/1 is told that its own was read.
 */
final class WebSocketKey {
  static final HeaderName KEY = HeaderName.of("sec-websocket-key");
  private static final HeaderName ACCEPT = HeaderName.of("sec-websocket-accept");
  private static final String UNIQUE = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int BYTES = 16;

  private final String text;

  private WebSocketKey(String text) {
    this.text = text;
  }

  /** The one that a client has sent, or null. */
  static WebSocketKey of(RequestHead head) {
    String text = head.headers().value(KEY);
    return text == null ? null : new WebSocketKey(text);
  }

  static WebSocketKey random() {
    byte[] bytes = new byte[BYTES];
    ThreadLocalRandom.current().nextBytes(bytes);
    return new WebSocketKey(Base64.getEncoder().encodeToString(bytes));
  }

  String text() {
    return text;
  }

  /** Whether the response that grants the WebSocket proves that the key was read. */
  boolean isAcceptedBy(ResponseHead head) {
    return accept().equals(head.headers().value(ACCEPT));
  }

  /** Says that the key was read, where a response that grants a WebSocket does not. */
  void accept(ResponseHead head) {
    if (head.headers().find(ACCEPT) < 0) {
      head.headers().add(ACCEPT, accept());
    }
  }

  private String accept() {
    try {
      byte[] input = (text + UNIQUE).getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(input));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
