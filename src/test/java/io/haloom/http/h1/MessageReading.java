package io.haloom.http.h1;

import io.haloom.http.BadMessageException;
import io.haloom.http.Framing;
import io.haloom.http.Headers;
import io.haloom.http.HttpBody;
import io.haloom.http.MessageBuffers;
import io.haloom.http.MessageHead;
import io.haloom.http.Method;
import io.haloom.http.OutgoingFraming;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import io.haloom.http.Status;
import io.haloom.net.ConnectionException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** All messages of one connection as they were read, and how the reading ended. */
final class MessageReading {
  private static final int MOST_MESSAGES = 100;

  private final MessageBuffers buffers;

  /** Null where requests are read. */
  private final Method asked;

  /** What each message says, its body included. */
  final List<String> messages = new ArrayList<>();

  /** What each message is when it is sent on. */
  final List<byte[]> forwarded = new ArrayList<>();

  /** How the reading ended; of an error in a head with its place. */
  String end = "";

  MessageReading(MessageBuffers buffers, Method asked) {
    this.buffers = buffers;
    this.asked = asked;
  }

  /** Reads, or reads and sends on. */
  MessageReading read(byte[] input, IntSupplier pieces, boolean forward) {
    Http1Reader reader = new Http1Reader(new ScriptedConnection(input, pieces), buffers);
    boolean inHead = true;
    try {
      for (int i = 0; i < MOST_MESSAGES; i++) {
        inHead = true;
        MessageHead head = asked == null ? reader.readRequest() : reader.readResponse(asked);
        if (head == null) {
          end = "end";
          return this;
        }
        inHead = false;
        boolean keeps = head.isPersistent() || head.framing() == Framing.NONE && asked != null;
        if (forward) {
          forwarded.add(forward(head, reader.body()));
        } else {
          messages.add(describe(head) + payload(reader.body()));
        }
        if (!keeps || head.framing() == Framing.TUNNEL) {
          end = "last";
          return this;
        }
      }
      end = "many";
    } catch (BadMessageException e) {
      end = e.kind() + " " + e.status() + (inHead ? " " + e.state() + " " + e.position() : "");
    } catch (ConnectionException e) {
      end = e.toString();
    } finally {
      reader.close();
    }
    return this;
  }

  private static String payload(HttpBody body) throws ConnectionException, BadMessageException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ByteBuffer part = body.next(); part != null; part = body.next()) {
      while (part.hasRemaining()) {
        bytes.write(part.get());
      }
    }
    String trailers = body.trailers() == null ? "" : "\nTRAILERS" + fields(body.trailers());
    return "\n" + bytes.toString(StandardCharsets.ISO_8859_1) + trailers;
  }

  private byte[] forward(MessageHead head, HttpBody body)
      throws ConnectionException, BadMessageException {
    ScriptedConnection out = new ScriptedConnection(new byte[0]);
    Http1Writer writer = new Http1Writer(out, buffers);
    writer.head(head).endHead();
    try {
      for (ByteBuffer part = body.next(); part != null; part = body.next()) {
        writer.forward(body, part);
      }
      writer.end(body.trailers());
    } finally {
      writer.release();
    }
    return out.sent();
  }

  private static String describe(MessageHead head) {
    OutgoingFraming.of(head);
    StringBuilder text = new StringBuilder();
    if (head instanceof RequestHead r) {
      text.append(r.methodName()).append(' ').append(r.target()).append(' ').append(r.pathOffset());
    } else if (head instanceof ResponseHead r) {
      String reason = r.reason().isEmpty() ? Status.reason(r.status()) : r.reason();
      text.append(r.status()).append(' ').append(reason);
    }
    text.append(' ').append(head.isVersion11() ? "HTTP/1.1" : head.version());
    text.append(' ').append(head.framing()).append(' ').append(head.contentLength());
    return text.append(fields(head.headers())).toString();
  }

  private static String fields(Headers headers) {
    StringBuilder text = new StringBuilder();
    for (int field = 0; field < headers.count(); field++) {
      text.append('\n').append(headers.name(field).toLowerCase(java.util.Locale.ROOT));
      text.append(": ").append(headers.value(field));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return String.join("\n----\n", messages) + "\n==== " + end;
  }
}
