package io.haloom.net.jdk;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/** Buffers for copying, held only while bytes are on their way. */
final class JdkBuffers {
  private static final int SIZE = 64 * 1024;
  private static final Queue<ByteBuffer> IDLE = new ArrayBlockingQueue<>(64);

  private JdkBuffers() {}

  static ByteBuffer take() {
    ByteBuffer buffer = IDLE.poll();
    return buffer != null ? buffer : ByteBuffer.allocateDirect(SIZE);
  }

  static void give(ByteBuffer buffer) {
    IDLE.offer(buffer.clear());
  }
}
