package io.haloom.net.tls;

import com.kenai.jffi.MemoryIO;

/**
 * Memory outside the heap for the time of a call: the address of what follows it, as functions want
 * it that move a pointer on (i2d, d2i), and bytes.
 */
final class NativeBytes implements AutoCloseable {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  private final long memory;
  private final int length;

  private NativeBytes(int length) {
    this.length = length;
    memory = MEMORY.allocateMemory(Long.BYTES + (long) length, false);
    MEMORY.putLong(memory, memory + Long.BYTES);
  }

  static NativeBytes room(int length) {
    return new NativeBytes(length);
  }

  static NativeBytes of(byte[] bytes) {
    NativeBytes made = new NativeBytes(bytes.length);
    MEMORY.putByteArray(made.address(), bytes, 0, bytes.length);
    return made;
  }

  /** Where the bytes are. */
  long address() {
    return memory + Long.BYTES;
  }

  /** Where their address is. */
  long pointer() {
    return memory;
  }

  byte[] bytes() {
    byte[] bytes = new byte[length];
    MEMORY.getByteArray(address(), bytes, 0, length);
    return bytes;
  }

  @Override
  public void close() {
    MEMORY.freeMemory(memory);
  }
}
