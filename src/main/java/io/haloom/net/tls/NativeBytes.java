package io.haloom.net.tls;

import com.kenai.jffi.MemoryIO;
import java.nio.charset.StandardCharsets;

/**
 * Memory outside the heap for the time of a call: the address of what follows it, as functions want
 * it that move a pointer on (i2d, d2i), and bytes.
 */
final class NativeBytes implements AutoCloseable {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  private final long memory;
  private final int length;

  private NativeBytes(int length, boolean cleared) {
    this.length = length;
    memory = MEMORY.allocateMemory(Long.BYTES + (long) length, cleared);
    MEMORY.putLong(memory, memory + Long.BYTES);
  }

  /** For what a call writes; all zero before that. */
  static NativeBytes room(int length) {
    return new NativeBytes(length, true);
  }

  static NativeBytes of(byte[] bytes) {
    return of(bytes, bytes.length);
  }

  /** The first {@code length} bytes. */
  static NativeBytes of(byte[] bytes, int length) {
    NativeBytes made = new NativeBytes(length, false);
    MEMORY.putByteArray(made.address(), bytes, 0, length);
    return made;
  }

  /** A text of ISO 8859-1, ended by a NUL. */
  static NativeBytes ofText(String text) {
    return of((text + '\0').getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Where the bytes are. */
  long address() {
    return memory + Long.BYTES;
  }

  /** Where their address is. */
  long pointer() {
    return memory;
  }

  int length() {
    return length;
  }

  /** What a function has left where the address of the bytes was. */
  long moved() {
    return MEMORY.getAddress(memory);
  }

  /** The pointer that lies at an offset. */
  long pointerAt(int offset) {
    return MEMORY.getAddress(address() + offset);
  }

  /** The number of 32 bits that lies at an offset. */
  int numberAt(int offset) {
    return MEMORY.getInt(address() + offset);
  }

  void put(int offset, int octet) {
    MEMORY.putByte(address() + offset, (byte) octet);
  }

  byte[] bytes() {
    return bytes(length);
  }

  /** A copy of the first bytes. */
  byte[] bytes(int count) {
    return copy(address(), count);
  }

  /** A copy of bytes that lie anywhere. */
  static byte[] copy(long from, int length) {
    byte[] bytes = new byte[length];
    MEMORY.getByteArray(from, bytes, 0, length);
    return bytes;
  }

  /** The text of the bytes, up to a NUL. */
  String text() {
    return OpenSsl.text(address(), length);
  }

  @Override
  public void close() {
    MEMORY.freeMemory(memory);
  }
}
