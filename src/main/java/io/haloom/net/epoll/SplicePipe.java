package io.haloom.net.epoll;

/**
 * A pipe for splicing.
 *
 * @param input the end that is read
 * @param output the end that is written
 */
record SplicePipe(int input, int output) {
  void close() {
    Native.C.close(input);
    Native.C.close(output);
  }
}
