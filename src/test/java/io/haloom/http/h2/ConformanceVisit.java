package io.haloom.http.h2;

import io.haloom.harness.H2Peer;
import io.haloom.harness.H2Peer.Frame;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A peer that says what a case says, and what comes of it: the first thing that happens to the
 * stream that is watched, unless the connection ends before it answers a PING sent at the end.
 */
final class ConformanceVisit {
  private static final long PROBE = 0x70726f6265L;
  private static final long STEP = 0x73746570L;
  private static final int PATIENCE = 1500;

  private final H2Peer peer;
  private final boolean isServer;
  private final Map<Integer, String> statuses = new HashMap<>();
  private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
  private int last;
  private int watched;
  private String outcome;
  private boolean ended;
  private int dataSeen;
  private int headed;
  private boolean answered;

  private ConformanceVisit(H2Peer peer, boolean isServer) {
    this.peer = peer;
    this.isServer = isServer;
  }

  static String outcome(ConformanceCase test, int port) throws IOException {
    try (H2Peer peer = H2Peer.client(new Socket("127.0.0.1", port))) {
      peer.timeout(PATIENCE);
      return new ConformanceVisit(peer, false).visit(test);
    }
  }

  /** The same of a server that has got a request on stream 1. */
  static String ofServer(ConformanceCase test, Socket connection) throws IOException {
    H2Peer peer = H2Peer.server(connection);
    peer.timeout(PATIENCE);
    connection.getInputStream().readNBytes(FrameWriter.preface().length);
    ConformanceVisit visit = new ConformanceVisit(peer, true);
    if (greets(test)) {
      visit.greet();
      visit.flush();
      // HAProxy asks when it has seen SETTINGS.
      Frame frame = peer.read();
      while (frame != null && frame.type() != FrameType.HEADERS) {
        frame = peer.read();
      }
    }
    return visit.outcome(test);
  }

  private static boolean greets(ConformanceCase test) {
    return !test.lines().get(0).equals("nothing");
  }

  private void greet() {
    unsent.writeBytes(H2Peer.bytes(FrameType.SETTINGS.code(), 0, 0, new byte[0]));
  }

  private String visit(ConformanceCase test) throws IOException {
    if (greets(test)) {
      unsent.writeBytes(FrameWriter.preface());
      greet();
    }
    return outcome(test);
  }

  private String outcome(ConformanceCase test) throws IOException {
    List<String> lines = test.lines();
    try {
      for (String line : greets(test) ? lines : lines.subList(1, lines.size())) {
        if (outcome == null || !ended) {
          step(line);
        }
      }
      if (!ended) {
        unsent.writeBytes(ping(PROBE));
        flush();
        answered = false;
        while (!ended && !(answered && (watched == 0 || outcome != null))) {
          look();
        }
      }
    } catch (SocketTimeoutException e) {
      return outcome != null ? outcome : answered ? "ping" : "silence";
    } catch (EOFException e) {
      return outcome != null ? outcome : "close";
    }
    return outcome != null ? outcome : ended ? "close" : "ping";
  }

  private static byte[] ping(long opaque) {
    byte[] payload = ByteBuffer.allocate(8).putLong(opaque).array();
    return H2Peer.bytes(FrameType.PING.code(), 0, 0, payload);
  }

  private void step(String line) throws IOException {
    String[] words = line.split(" ");
    switch (words[0]) {
      case "raw" -> unsent.writeBytes(ConformanceFrame.payload(line));
      case "watch" -> watched = Integer.parseInt(words[1]);
      case "open" -> open(Integer.parseInt(words[1]));
      case "await" -> await(Integer.parseInt(words[1]));
      case "headed" -> awaitHead(Integer.parseInt(words[1]));
      case "await-data" -> awaitData(Integer.parseInt(words[1]));
      case "nodata" -> nodata();
      case "repeat" -> {
        String frame = line.substring(line.indexOf(' ', 7) + 1);
        for (int i = 0; i < Integer.parseInt(words[1]); i++) {
          send(frame);
        }
      }
      default -> send(line);
    }
  }

  private void send(String frame) {
    unsent.writeBytes(ConformanceFrame.of(frame));
    if (frame.startsWith("HEADERS")) {
      last = ConformanceFrame.stream(frame);
      watched = isServer ? 0 : last;
    }
  }

  private void open(int streams) {
    for (int i = 0; i < streams; i++) {
      send("HEADERS+es+eh " + (last == 0 ? 1 : last + 2) + " {get /wait}");
    }
  }

  private void flush() throws IOException {
    try {
      peer.raw(unsent.toByteArray());
    } catch (SocketException e) {
      // It has closed before all was sent; what it said is to be read all the same.
      unsent.reset();
    }
    unsent.reset();
  }

  private void await(int stream) throws IOException {
    flush();
    watched = stream;
    while (!ended && outcome == null) {
      look();
    }
    if (!ended && !outcome.startsWith("reset")) {
      outcome = null;
    }
  }

  private void awaitHead(int stream) throws IOException {
    flush();
    while (!ended && headed != stream) {
      look();
    }
  }

  private void awaitData(int bytes) throws IOException {
    flush();
    while (!ended && dataSeen < bytes) {
      look();
    }
    if (dataSeen > bytes) {
      outcome = dataSeen + " bytes of data";
      ended = true;
    }
  }

  private void nodata() throws IOException {
    unsent.writeBytes(ping(STEP));
    flush();
    int before = dataSeen;
    answered = false;
    while (!ended && !answered) {
      look();
    }
    if (dataSeen > before) {
      outcome = dataSeen - before + " bytes of data";
      ended = true;
    }
  }

  /** Takes the next frame into account. */
  private void look() throws IOException {
    Frame frame = peer.read();
    if (frame == null) {
      ended = true;
      return;
    }
    switch (frame.type()) {
      case GOAWAY -> {
        // A stream's own end stays what has come of the case.
        outcome = outcome == null ? "goaway " + frame.code() : outcome;
        ended = true;
      }
      case PING -> answered |= frame.has(FrameHeader.ACK);
      case RST_STREAM -> note(frame, "reset " + frame.stream() + " " + frame.code());
      case HEADERS -> {
        headed = frame.stream();
        String status = peer.fields(frame).get(0).replace(":status: ", "");
        statuses.put(frame.stream(), status);
      }
      case DATA -> dataSeen += frame.payload().length;
      default -> {}
    }
    if (frame.isEndStream()) {
      note(frame, statuses.get(frame.stream()));
    }
  }

  private void note(Frame frame, String what) {
    boolean matters = frame.stream() == watched || frame.type() == FrameType.RST_STREAM;
    if (outcome == null && matters) {
      outcome = what;
    }
  }
}
