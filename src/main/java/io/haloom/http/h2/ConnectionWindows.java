package io.haloom.http.h2;

import java.util.ArrayDeque;

/**
 * The windows of a whole connection (RFC 9113, section 5.2): what the peer may send, what it takes,
 * and the streams that wait for it to take more. Guarded by the connection's lock.
 */
final class ConnectionWindows {
  /** Payload that may lie here unread before the peer has to wait for those who read it. */
  private static final int MOST_UNREAD = 512 * 1024;

  private final H2Connection of;
  private final ArrayDeque<H2Stream> waiting = new ArrayDeque<>();
  private int send = Settings.DEFAULT_WINDOW;
  private int receive = Settings.DEFAULT_WINDOW;

  /** Bytes of DATA that have come, and of which the peer has not been told. */
  private int untold;

  private boolean ahead;

  /** Bytes of DATA that lie in streams. */
  private int unread;

  ConnectionWindows(H2Connection of) {
    this.of = of;
  }

  // --- what comes ------------------------------------------------------------------------------

  /** A frame of DATA of that size begins. */
  void received(int bytes) throws H2Exception {
    if (bytes > receive) {
      throw H2Exception.connection(
          ErrorCode.FLOW_CONTROL_ERROR, "more DATA than the connection's window allows");
    }
    receive -= bytes;
    untold += bytes;
  }

  /** So many bytes lie in streams from now on; fewer than none were taken. */
  void unread(int bytes) {
    unread += bytes;
  }

  /** Tells the peer that a stream takes more; sent with what goes out next. */
  void tell(int stream, int bytes) {
    write(stream, bytes);
    tell();
  }

  /** Tells the peer what the connection takes more. */
  void tell() {
    write(0, credit());
  }

  private void write(int stream, int bytes) {
    if (bytes > 0 && !of.isBroken()) {
      FrameWriter.windowUpdate(of.output().room(FrameHeader.LENGTH + 4), stream, bytes);
    }
  }

  /** Bytes that the peer is to be told of now, or 0. */
  private int credit() {
    if (unread > MOST_UNREAD) {
      return 0;
    }
    int bytes = untold;
    untold = 0;
    receive += bytes;
    return bytes;
  }

  /** A stream may send {@link StreamInput#AHEAD}, and so may all of them together, once. */
  void runsAhead() {
    if (!ahead) {
      ahead = true;
      untold += StreamInput.AHEAD;
    }
  }

  // --- what goes out ---------------------------------------------------------------------------

  /** Bytes of payload that may be left for sending now, in one frame. */
  int room() {
    FrameOutput output = of.output();
    int here = Math.min(output.dataRoom(), output.pieceRoom());
    return Math.min(Math.min(send, here), of.peer().maxFrameSize());
  }

  void sent(int bytes) {
    send -= bytes;
  }

  /** The peer takes so many more. */
  void widen(int bytes) throws H2Exception {
    if ((long) send + bytes > Integer.MAX_VALUE) {
      throw H2Exception.connection(
          ErrorCode.FLOW_CONTROL_ERROR, "the window is larger than 2^31-1");
    }
    send += bytes;
    hasRoom();
  }

  void waits(H2Stream stream) {
    waiting.add(stream);
  }

  /** There may be room for those who have something to send. */
  void hasRoom() {
    for (H2Stream stream = waiting.poll(); stream != null; stream = waiting.poll()) {
      stream.roomToSend();
    }
  }
}
