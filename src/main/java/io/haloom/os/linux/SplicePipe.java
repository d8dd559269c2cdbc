package io.haloom.os.linux;

/**
 * A pipe for splicing.
 *
 * @param input the end that is read
 * @param output the end that is written
 */
public record SplicePipe(int input, int output) {
  void close() {
    Native.C.close(input);
    Native.C.close(output);
  }
}
