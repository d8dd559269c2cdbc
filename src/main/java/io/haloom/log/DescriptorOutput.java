package io.haloom.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;

/** Writes lines to a descriptor the process was started with ({@code fd@N}). */
final class DescriptorOutput implements LogOutput {
  private final int descriptor;
  private POSIX posix;

  DescriptorOutput(int descriptor) {
    this.descriptor = descriptor;
  }

  @Override
  public void send(ByteBuffer line) throws IOException {
    if (posix == null) {
      posix = POSIXFactory.getNativePOSIX();
    }
    while (line.hasRemaining()) {
      long written = posix.write(descriptor, line.slice(), line.remaining());
      if (written < 0) {
        throw new IOException("write to fd@" + descriptor + ": errno " + posix.errno());
      }
      line.position(line.position() + (int) written);
    }
  }

  @Override
  public void close() {
    // The descriptor is not ours.
  }
}
