package io.haloom.http.h1;

import io.haloom.net.ConnectRequest;
import io.haloom.net.Connection;
import io.haloom.net.TlsEngine;
import io.haloom.net.Transfer;
import java.io.ByteArrayOutputStream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/** A connection in memory: gives the bytes it was made with, in pieces, and keeps what is sent. */
final class ScriptedConnection implements Connection {
  private final byte[] input;
  private final IntSupplier pieces;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private int at;

  /** Gives {@code input}, each time as much as is asked for or the next piece, then the end. */
  ScriptedConnection(byte[] input, IntSupplier pieces) {
    this.input = input;
    this.pieces = pieces;
  }

  ScriptedConnection(byte[] input) {
    this(input, () -> Integer.MAX_VALUE);
  }

  byte[] sent() {
    return output.toByteArray();
  }

  String sentText() {
    return output.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public int read(ByteBuffer into) {
    if (at == input.length) {
      return -1;
    }
    int room = Math.min(into.remaining(), input.length - at);
    if (room == 0) {
      throw new IllegalStateException("read without room");
    }
    int length = Math.min(room, Math.max(1, pieces.getAsInt()));
    into.put(input, at, length);
    at += length;
    return length;
  }

  @Override
  public int readAvailable(ByteBuffer into) {
    return read(into);
  }

  @Override
  public void write(ByteBuffer from) {
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    output.writeBytes(bytes);
  }

  @Override
  public void write(ByteBuffer[] from) {
    for (ByteBuffer part : from) {
      write(part);
    }
  }

  @Override
  public void awaitReadable() {}

  @Override
  public void transferTo(Connection to, Transfer transfer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean secure(TlsEngine engine, ConnectRequest.Watch watch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void shutdownOutput() {}

  @Override
  public void close() {}

  @Override
  public void reset() {}

  @Override
  public void abort() {}

  @Override
  public void timeout(int millis) {}

  @Override
  public void deadline(long nanoTime) {}

  @Override
  public boolean peerClosed() {
    return at == input.length;
  }

  @Override
  public void watchPeer(Thread waiter) {}

  @Override
  public boolean aborted() {
    return false;
  }

  @Override
  public void noDelay(boolean on) {}

  @Override
  public void keepAlive(int idleSeconds, int intervalSeconds, int count) {}

  @Override
  public void bufferSizes(int receive, int send) {}

  @Override
  public boolean mark(int mark) {
    return false;
  }

  @Override
  public boolean trafficClass(int tos) {
    return false;
  }

  @Override
  public SocketAddress localAddress() {
    return null;
  }

  @Override
  public SocketAddress remoteAddress() {
    return null;
  }

  @Override
  public int loop() {
    return 0;
  }

  @Override
  public int descriptor() {
    return -1;
  }
}
