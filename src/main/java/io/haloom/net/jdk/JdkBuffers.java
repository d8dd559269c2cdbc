package io.haloom.net.jdk;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Buffers for copying, held only while bytes are on their way. Slow peers hold theirs long: when
 * many do, further ones are small.
 */
final class JdkBuffers {
  private static final int SIZE = 64 * 1024;
  private static final int SMALL = 2 * 1024;
  private static final Queue<ByteBuffer> IDLE = new ArrayBlockingQueue<>(64);

  /** Bytes that large ones may take: an eighth of the heap, which bounds such memory as well. */
  private static final long MOST = Runtime.getRuntime().maxMemory() / 8;

  private static final AtomicLong MADE = new AtomicLong();

  private JdkBuffers() {}

  static ByteBuffer take() {
    ByteBuffer buffer = IDLE.poll();
    if (buffer != null) {
      return buffer;
    }
    if (MADE.addAndGet(SIZE) > MOST) {
      MADE.addAndGet(-SIZE);
      return ByteBuffer.allocateDirect(SMALL);
    }
    return ByteBuffer.allocateDirect(SIZE);
  }

  static void give(ByteBuffer buffer) {
    if (buffer.capacity() == SIZE && !IDLE.offer(buffer.clear())) {
      MADE.addAndGet(-SIZE);
    }
  }
}
