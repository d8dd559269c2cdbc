package io.haloom.net.tls;

import com.kenai.jffi.MemoryIO;

/** Memory outside the heap that a call of OpenSSL writes into, given back at once. */
record Scratch(long address) implements AutoCloseable {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  /**
   * Takes some, which is all zero.
   *
   * @param size bytes
   */
  static Scratch of(int size) {
    return new Scratch(MEMORY.allocateMemory(size, true));
  }

  /** The pointer that lies at an offset. */
  long pointer(int offset) {
    return MEMORY.getAddress(address + offset);
  }

  /** The number of 32 bits that lies at an offset. */
  int number(int offset) {
    return MEMORY.getInt(address + offset);
  }

  void put(int offset, int octet) {
    MEMORY.putByte(address + offset, (byte) octet);
  }

  /** A copy of the first bytes. */
  byte[] bytes(int length) {
    return copy(address, length);
  }

  /** A copy of bytes that lie anywhere. */
  static byte[] copy(long from, int length) {
    byte[] bytes = new byte[length];
    MEMORY.getByteArray(from, bytes, 0, length);
    return bytes;
  }

  /** The text of the first bytes, up to a NUL. */
  String text(int longest) {
    return OpenSsl.text(address, longest);
  }

  @Override
  public void close() {
    MEMORY.freeMemory(address);
  }
}
