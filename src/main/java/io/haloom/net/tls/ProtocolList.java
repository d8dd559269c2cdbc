package io.haloom.net.tls;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Protocols where a callback reads them, as long as this is: their length, and then they. */
final class ProtocolList {
  private final ByteBuffer bytes;

  /**
   * @param list each behind a byte of its length
   */
  ProtocolList(byte[] list) {
    bytes = ByteBuffer.allocateDirect(2 + list.length).order(ByteOrder.nativeOrder());
    bytes.putShort((short) list.length).put(list).flip();
  }

  long address() {
    return OpenSsl.address(bytes);
  }
}
