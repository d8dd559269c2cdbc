package io.haloom.sample;

/** Numbers written in decimal without a string between. */
final class Decimal {
  private Decimal() {}

  /**
   * Writes a number.
   *
   * @return how many bytes, at most 20
   */
  static int put(long number, byte[] into, int at) {
    // Negative throughout: the lowest number has no positive one.
    long rest = number < 0 ? number : -number;
    int size = number < 0 ? 2 : 1;
    for (long limit = rest; limit <= -10; limit /= 10) {
      size++;
    }
    for (int i = at + size - 1; rest <= -10; i--) {
      into[i] = (byte) ('0' - rest % 10);
      rest /= 10;
    }
    into[number < 0 ? at + 1 : at] = (byte) ('0' - rest);
    if (number < 0) {
      into[at] = '-';
    }
    return size;
  }

  /** Writes an IPv4 address with its dots, at most 15 bytes; gives how many. */
  static int putIpv4(int address, byte[] into, int at) {
    int end = at;
    for (int shift = 24; shift >= 0; shift -= 8) {
      end += put(address >>> shift & 0xFF, into, end);
      if (shift > 0) {
        into[end++] = '.';
      }
    }
    return end - at;
  }
}
