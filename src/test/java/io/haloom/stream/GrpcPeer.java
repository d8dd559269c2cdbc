package io.haloom.stream;

import io.haloom.harness.H2Peer;
import io.haloom.harness.H2Peer.Frame;
import io.haloom.http.h2.ErrorCode;
import io.haloom.http.h2.FrameHeader;
import io.haloom.http.h2.FrameType;
import io.haloom.http.h2.Settings;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * One end of a connection of gRPC: calls are streams, messages have a length before them. It keeps
 * to the windows that it is told, and tells of what it has taken at once; what comes of a call is
 * told in the order in which it came, as {@link Call#next} says. Used by one thread.
 */
final class GrpcPeer implements AutoCloseable {
  /** A flag and a length. */
  private static final int PREFIX = 5;

  /** Messages beyond it are told of by their length and sum. */
  private static final int SHORT = 100;

  private static final int FRAME = Settings.DEFAULT_FRAME_SIZE;

  private final H2Peer peer;
  private final Map<Integer, Call> calls = new TreeMap<>();
  private final Deque<Call> unseen = new ArrayDeque<>();
  private int window = Settings.DEFAULT_WINDOW;
  private int initialWindow = Settings.DEFAULT_WINDOW;
  private boolean over;

  GrpcPeer(H2Peer peer) throws IOException {
    this.peer = peer.greet();
  }

  /** Begins a call as a client. */
  Call begin(int stream, String method, String... more) throws IOException {
    List<String> fields =
        new ArrayList<>(
            List.of(
                ":method: POST",
                ":scheme: http",
                ":path: /test.Service/" + method,
                ":authority: localhost",
                "content-type: application/grpc"));
    fields.addAll(List.of(more));
    fields.add("te: trailers");
    peer.headers(stream, 0, fields.toArray(String[]::new));
    return call(stream);
  }

  /** The next call that a client has begun. */
  Call accept() throws IOException {
    while (unseen.isEmpty()) {
      read();
    }
    return unseen.remove();
  }

  /** A call of which {@link Call#next} has something to tell. */
  Call any() throws IOException {
    while (true) {
      for (Call call : calls.values()) {
        if (call.hasNext()) {
          return call;
        }
      }
      read();
    }
  }

  private Call call(int stream) {
    return calls.computeIfAbsent(stream, Call::new);
  }

  // --- what comes ------------------------------------------------------------------------------

  /** Takes a frame; once the connection is over, so is each call. */
  private void read() throws IOException {
    Frame frame = over ? null : peer.read();
    if (frame == null) {
      if (over) {
        throw new EOFException("nothing more comes");
      }
      over = true;
      calls.values().forEach(call -> call.happened.add("gone"));
    } else if (frame.stream() == 0) {
      ofConnection(frame);
    } else {
      ofCall(frame);
    }
  }

  private void ofConnection(Frame frame) throws IOException {
    if (frame.type() == FrameType.WINDOW_UPDATE) {
      window += frame.number(0);
    } else if (frame.type() == FrameType.SETTINGS && !frame.has(FrameHeader.ACK)) {
      ByteBuffer told = ByteBuffer.wrap(frame.payload());
      while (told.hasRemaining()) {
        if (told.getShort() == Settings.INITIAL_WINDOW_SIZE) {
          int wider = told.getInt() - initialWindow;
          initialWindow += wider;
          calls.values().forEach(call -> call.window += wider);
        } else {
          told.getInt();
        }
      }
    } else if (frame.type() == FrameType.GOAWAY) {
      calls.values().forEach(call -> call.happened.add("goaway " + frame.code()));
    }
    peer.answer(frame);
  }

  private void ofCall(Frame frame) throws IOException {
    boolean known = calls.containsKey(frame.stream());
    Call call = call(frame.stream());
    switch (frame.type()) {
      case HEADERS -> {
        call.fields(peer.fields(frame), frame.isEndStream());
        if (!known) {
          unseen.add(call);
        }
      }
      case DATA -> call.data(frame);
      case RST_STREAM -> call.happened.add("reset " + frame.code());
      case WINDOW_UPDATE -> call.window += frame.number(0);
      default -> peer.answer(frame);
    }
  }

  /** Has all that was sent before it been read by the other side. */
  void ping() throws IOException {
    peer.ping(1);
    Frame frame = peer.read();
    while (frame.type() != FrameType.PING || !frame.has(FrameHeader.ACK)) {
      if (frame.stream() == 0) {
        ofConnection(frame);
      } else {
        ofCall(frame);
      }
      frame = peer.read();
    }
  }

  @Override
  public void close() throws IOException {
    peer.close();
  }

  /** A call, as this end sees it. */
  final class Call {
    private final int stream;
    private final Deque<String> happened = new ArrayDeque<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private int window = initialWindow;
    private boolean begun;
    private boolean said;

    private Call(int stream) {
      this.stream = stream;
    }

    // --- what comes ----------------------------------------------------------------------------

    private void fields(List<String> fields, boolean last) {
      String name = begun ? "trailers" : "head";
      happened.add(name + (last == begun ? " " : last ? " and end " : " without end ") + fields);
      begun = true;
    }

    private void data(Frame frame) throws IOException {
      if (frame.payload().length > 0) {
        received.write(frame.payload());
        peer.windowUpdate(0, frame.payload().length);
        if (!frame.isEndStream()) {
          peer.windowUpdate(stream, frame.payload().length);
        }
      }
      takeMessages();
      if (frame.isEndStream()) {
        happened.add(received.size() == 0 ? "end" : "end within a message");
      }
    }

    private void takeMessages() {
      byte[] bytes = received.toByteArray();
      int at = 0;
      while (bytes.length - at >= PREFIX) {
        int length = ByteBuffer.wrap(bytes).getInt(at + 1);
        if (bytes.length - at - PREFIX < length) {
          break;
        }
        happened.add(told(Arrays.copyOfRange(bytes, at + PREFIX, at + PREFIX + length)));
        at += PREFIX + length;
      }
      if (at > 0) {
        received.reset();
        received.write(bytes, at, bytes.length - at);
      }
    }

    /** Whether a head has been sent. */
    boolean hasSaid() {
      return said;
    }

    /** Whether {@link #next} gives something at once. */
    boolean hasNext() {
      return !happened.isEmpty();
    }

    /**
     * What happens next: {@code head [fields]}, {@code message TEXT}, {@code trailers [fields]},
     * {@code end}, {@code reset CODE}, {@code goaway CODE}, {@code gone}; a head that ends the
     * stream says so.
     */
    String next() throws IOException {
      while (happened.isEmpty()) {
        read();
      }
      return happened.remove();
    }

    // --- what is sent --------------------------------------------------------------------------

    Call head(String... fields) throws IOException {
      peer.headers(stream, 0, fields);
      said = true;
      return this;
    }

    /** A head that ends the stream. */
    Call last(String... fields) throws IOException {
      peer.headers(stream, FrameHeader.END_STREAM, fields);
      return this;
    }

    /** Answers that the call has gone well so far. */
    Call ok() throws IOException {
      return head(":status: 200", "content-type: application/grpc");
    }

    Call message(String text) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(PREFIX + text.length());
      bytes.put((byte) 0).putInt(text.length());
      bytes.put(text.getBytes(StandardCharsets.ISO_8859_1)).flip();
      while (bytes.hasRemaining()) {
        int room = Math.min(Math.min(window, GrpcPeer.this.window), FRAME);
        if (room <= 0) {
          read();
          continue;
        }
        byte[] part = new byte[Math.min(room, bytes.remaining())];
        bytes.get(part);
        window -= part.length;
        GrpcPeer.this.window -= part.length;
        peer.frame(FrameType.DATA, 0, stream, part);
      }
      return this;
    }

    /** Says that no more comes from this side. */
    Call end() throws IOException {
      peer.data(stream, FrameHeader.END_STREAM, "");
      return this;
    }

    Call reset(ErrorCode code) throws IOException {
      peer.reset(stream, code);
      return this;
    }
  }

  /** How {@link Call#next} tells of a message. */
  static String told(String message) {
    return told(message.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String told(byte[] message) {
    if (message.length <= SHORT) {
      return "message " + new String(message, StandardCharsets.ISO_8859_1);
    }
    CRC32 sum = new CRC32();
    sum.update(message);
    return "message of " + message.length + " bytes, sum " + sum.getValue();
  }
}
