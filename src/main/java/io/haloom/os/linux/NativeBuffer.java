package io.haloom.os.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;

/**
 * Memory outside the heap, in the machine's byte order, with its address. It lives as long as this
 * object is reachable.
 */
public final class NativeBuffer {
  public final ByteBuffer bytes;
  public final long address;

  public NativeBuffer(int size) {
    bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    address = Pointer.wrap(Native.RUNTIME, bytes).address();
  }

  public int capacity() {
    return bytes.capacity();
  }
}
