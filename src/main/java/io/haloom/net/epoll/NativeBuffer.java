package io.haloom.net.epoll;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;

/**
 * Memory outside the heap, in the machine's byte order, with its address. It lives as long as this
 * object is reachable.
 */
final class NativeBuffer {
  final ByteBuffer bytes;
  final long address;

  NativeBuffer(int size) {
    bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    address = Pointer.wrap(Native.RUNTIME, bytes).address();
  }

  int capacity() {
    return bytes.capacity();
  }
}
