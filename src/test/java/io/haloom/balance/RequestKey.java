package io.haloom.balance;

import io.haloom.http.HttpLimits;
import io.haloom.http.RequestHead;
import io.haloom.http.h1.ReceivedHead;
import io.haloom.proxy.BalanceKey;
import io.haloom.sample.FakeContext;
import io.haloom.sample.FakeMessage;
import io.haloom.sample.SampleContext;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A session with what a client sent, written with backslashes for what is no letter. */
final class RequestKey implements BalanceKey {
  private final FakeContext context = new FakeContext().from("127.0.0.1", 40000);
  private RequestHead head;
  private ByteBuffer body;

  private RequestKey() {}

  /** A request of HTTP; lines of its head are divided by {@code \n}. */
  static RequestKey http(String written) throws Exception {
    int end = written.indexOf("\\n\\n");
    String lines = end < 0 ? written : written.substring(0, end);
    byte[] raw = bytes(lines.replace("\\n", "\\r\\n") + "\\r\\n\\r\\n");
    RequestKey key = new RequestKey();
    ByteBuffer received = ByteBuffer.allocateDirect(raw.length).put(raw).flip();
    key.head = ReceivedHead.request(received, HttpLimits.DEFAULT);
    key.context.httpRequest = new FakeMessage(raw);
    if (end >= 0) {
      byte[] sent = bytes(written.substring(end + 4));
      key.body = ByteBuffer.allocateDirect(sent.length + 7).position(7).put(sent).position(7);
    }
    return key;
  }

  /** Bytes of a session in TCP mode. */
  static RequestKey tcp(String written) {
    RequestKey key = new RequestKey();
    key.context.request = bytes(written);
    return key;
  }

  private static byte[] bytes(String written) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '\\') {
        switch (written.charAt(++i)) {
          case 'r' -> c = '\r';
          case 'n' -> c = '\n';
          case 't' -> c = '\t';
          case 'x' -> {
            c = (char) Integer.parseInt(written.substring(i + 1, i + 3), 16);
            i += 2;
          }
          default -> c = written.charAt(i);
        }
      }
      text.append(c);
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public InetAddress sourceAddress() {
    return null;
  }

  @Override
  public RequestHead requestHead() {
    return head;
  }

  @Override
  public ByteBuffer requestBody() {
    return body;
  }

  @Override
  public SampleContext samples() {
    return context;
  }
}
