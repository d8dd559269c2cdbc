package io.haloom.os.linux;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Sends and receives open descriptors over a connected UNIX socket ({@code SCM_RIGHTS}, unix(7)).
 *
 * <p>{@code struct msghdr} is name, its length, vector, its count, control, its length and flags in
 * words of 8 bytes; {@code struct cmsghdr} a length of 8 bytes, level and type of 4, then the
 * descriptors. Both the same on all 64-bit Linux.
 */
public final class DescriptorPassing {
  /** The most descriptors that the kernel takes in one message. */
  public static final int MAX = 253;

  private static final int SCM_RIGHTS = 1;
  private static final int MSG_CMSG_CLOEXEC = 0x40000000;
  private static final int HEADER = 56;
  private static final int VECTOR = 16;
  private static final int CONTROL_HEADER = 16;
  private static final int CONTROL = CONTROL_HEADER + (MAX * 4 + 7) / 8 * 8;
  private static final int POLLIN = 1;
  private static final int POLLOUT = 4;

  private final int socket;
  private final int timeoutMillis;

  /**
   * Passing over a connected socket, from a thread that may block.
   *
   * @param socket the descriptor of a UNIX stream socket, blocking or not
   * @param timeoutMillis how long each call may wait, -1 for ever
   */
  public DescriptorPassing(int socket, int timeoutMillis) {
    this.socket = socket;
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * What one message brought.
   *
   * @param data its bytes, none at the end of the stream
   * @param descriptors the descriptors with it, now this process's, closed on exec
   */
  public record Message(byte[] data, int[] descriptors) {}

  /** Sends all data, the descriptors with its first byte. */
  public void send(byte[] data, int[] descriptors) throws IOException {
    if (descriptors.length > MAX || data.length == 0) {
      throw new IllegalArgumentException("at most " + MAX + " descriptors, with at least a byte");
    }
    NativeBuffer memory = layOut(data.length);
    int start = HEADER + VECTOR + CONTROL;
    memory.bytes.put(start, data);
    putDescriptors(memory.bytes, descriptors);
    for (int sent = 0; sent < data.length; ) {
      memory.bytes.putLong(HEADER, memory.address + start + sent);
      memory.bytes.putLong(HEADER + 8, data.length - sent);
      await(POLLOUT);
      long n = Native.C.sendmsg(socket, memory.address, Linux.MSG_NOSIGNAL);
      if (n < 0) {
        retryOrFail("sendmsg");
      } else {
        sent += (int) n;
        memory.bytes.putLong(32, 0).putLong(40, 0);
      }
    }
  }

  /** Receives one message of at most {@code maximum} bytes. */
  public Message receive(int maximum) throws IOException {
    NativeBuffer memory = layOut(maximum);
    for (; ; ) {
      await(POLLIN);
      memory.bytes.putLong(40, CONTROL).putLong(HEADER + VECTOR, 0);
      long n = Native.C.recvmsg(socket, memory.address, MSG_CMSG_CLOEXEC);
      if (n >= 0) {
        byte[] data = new byte[(int) n];
        memory.bytes.get(HEADER + VECTOR + CONTROL, data);
        return new Message(data, descriptors(memory.bytes));
      }
      retryOrFail("recvmsg");
    }
  }

  /** The header, its vector, the control message and the data, one after the other. */
  private static NativeBuffer layOut(int length) {
    int start = HEADER + VECTOR + CONTROL;
    NativeBuffer memory = new NativeBuffer(start + length);
    memory.bytes.putLong(16, memory.address + HEADER).putLong(24, 1);
    memory.bytes.putLong(32, memory.address + HEADER + VECTOR).putLong(40, CONTROL);
    memory.bytes.putLong(HEADER, memory.address + start).putLong(HEADER + 8, length);
    return memory;
  }

  private static void putDescriptors(ByteBuffer bytes, int[] descriptors) {
    if (descriptors.length == 0) {
      bytes.putLong(32, 0).putLong(40, 0);
      return;
    }
    int length = CONTROL_HEADER + descriptors.length * 4;
    bytes.putLong(40, (length + 7) / 8 * 8);
    int control = HEADER + VECTOR;
    bytes.putLong(control, length);
    bytes.putInt(control + 8, Linux.SOL_SOCKET).putInt(control + 12, SCM_RIGHTS);
    for (int i = 0; i < descriptors.length; i++) {
      bytes.putInt(control + CONTROL_HEADER + i * 4, descriptors[i]);
    }
  }

  private static int[] descriptors(ByteBuffer bytes) {
    int control = HEADER + VECTOR;
    boolean some =
        bytes.getLong(40) >= CONTROL_HEADER
            && bytes.getInt(control + 8) == Linux.SOL_SOCKET
            && bytes.getInt(control + 12) == SCM_RIGHTS;
    int count = some ? (int) (bytes.getLong(control) - CONTROL_HEADER) / 4 : 0;
    int[] descriptors = new int[count];
    for (int i = 0; i < count; i++) {
      descriptors[i] = bytes.getInt(control + CONTROL_HEADER + i * 4);
    }
    return descriptors;
  }

  /** {@code struct pollfd}: the descriptor, what is asked, what is so. */
  private void await(int events) throws IOException {
    NativeBuffer poll = new NativeBuffer(8);
    poll.bytes.putInt(0, socket).putShort(4, (short) events);
    if (Native.C.poll(poll.address, 1, timeoutMillis) == 0) {
      throw new IOException("timed out");
    }
  }

  private static void retryOrFail(String call) throws IOException {
    int errno = Native.errno();
    if (errno != Linux.EAGAIN && errno != Linux.EINTR) {
      throw new IOException(call + ": " + Native.text(errno));
    }
  }
}
