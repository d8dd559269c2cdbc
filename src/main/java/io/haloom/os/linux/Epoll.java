package io.haloom.os.linux;

import java.io.IOException;

/**
 * One epoll instance and the events of its last wait.
 *
 * <p>{@code struct epoll_event} is a 32-bit mask and 64 bits of ours, packed on x86-64 alone. Ours
 * are the descriptor below and a generation above, for a descriptor may be closed and used again
 * while events of its former life wait in the same batch.
 */
public final class Epoll {
  private static final int BATCH = 256;
  private static final boolean PACKED = System.getProperty("os.arch").matches("amd64|x86_64");
  private static final int SIZE = PACKED ? 12 : 16;
  private static final int DATA = PACKED ? 4 : 8;

  private final int fd;
  private final NativeBuffer events = new NativeBuffer(BATCH * SIZE);
  private final NativeBuffer change = new NativeBuffer(SIZE);

  public Epoll() throws IOException {
    fd = Native.C.epoll_create1(Linux.EPOLL_CLOEXEC);
    if (fd < 0) {
      throw new IOException("epoll_create1: " + Native.text(Native.errno()));
    }
  }

  /** Watches a descriptor. Only the loop's own thread may call this. */
  public void add(int watched, int generation, int mask) throws IOException {
    control(Linux.EPOLL_CTL_ADD, watched, generation, mask);
  }

  public void modify(int watched, int generation, int mask) throws IOException {
    control(Linux.EPOLL_CTL_MOD, watched, generation, mask);
  }

  /** Needed only where the descriptor's socket may live on in another process. */
  public void remove(int watched) {
    Native.C.epoll_ctl(fd, Linux.EPOLL_CTL_DEL, watched, change.address);
  }

  private void control(int operation, int watched, int generation, int mask) throws IOException {
    change.bytes.putInt(0, mask).putLong(DATA, (long) generation << 32 | watched & 0xffffffffL);
    if (Native.C.epoll_ctl(fd, operation, watched, change.address) < 0) {
      throw new IOException(Native.text(Native.errno()));
    }
  }

  /** Waits, for ever with -1, and returns how many events there are. */
  public int await(int timeoutMillis) {
    return Math.max(0, Native.C.epoll_wait(fd, events.address, BATCH, timeoutMillis));
  }

  public int mask(int event) {
    return events.bytes.getInt(event * SIZE);
  }

  public int descriptor(int event) {
    return (int) events.bytes.getLong(event * SIZE + DATA);
  }

  public int generation(int event) {
    return (int) (events.bytes.getLong(event * SIZE + DATA) >>> 32);
  }

  public void close() {
    Native.C.close(fd);
  }
}
