package io.haloom.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes lines to a stream of the process, each at once. */
final class StreamOutput implements LogOutput {
  private final OutputStream stream;

  StreamOutput(OutputStream stream) {
    this.stream = stream;
  }

  @Override
  public void send(ByteBuffer line) throws IOException {
    stream.write(line.array(), line.arrayOffset() + line.position(), line.remaining());
    line.position(line.limit());
  }

  @Override
  public void close() {
    // The stream is not ours.
  }
}
