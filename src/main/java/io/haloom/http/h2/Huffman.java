package io.haloom.http.h2;

import java.nio.ByteBuffer;

/**
 * The Huffman code of RFC 7541, appendix B.
 *
 * <p>The code is canonical: shorter codes come first, and those of a length in the order of their
 * symbols. So the lengths alone give all of it.
 */
final class Huffman {
  /** The length of each symbol's code, 0 to 255 and the end of the string; {@code A} is 5 bits. */
  private static final String LENGTHS =
      "ISXXXXXXXTZXXZXXXXXXXXZXXXXXXXXX"
          + "BFFHIBDGFFDGDBBBAAABBBBBBBCDKBHF"
          + "IBCCCCCCCCCCCCCCCCCCCCCCDCDIOIJB"
          + "KABABABBBACCBBBABCBAABCCCCCKGJIX"
          + "PRPPRRRSRSSSSSTSTTRSTSSSSQRSRSST"
          + "RQPRRSSQSRRTQRSSQQRQSRSSPRRRSRRS"
          + "VVPORSRUVVVWWVTUOQVWWVWTQQVVXWWW"
          + "PTPQRQQSRRUUTTVSVWVVWWWWWXWWWWWV"
          + "Z";

  private static final int END = 256;
  private static final int SHORTEST = 5;
  private static final int LONGEST = 30;

  private static final int[] CODE = new int[END + 1];
  private static final byte[] BITS = new byte[END + 1];

  /** The symbols in the order of their codes. */
  private static final short[] SYMBOLS = new short[END + 1];

  /** For each length: the code behind its last one, as the highest of 32 bits. */
  private static final long[] LIMIT = new long[LONGEST + 1];

  /** For each length: what a code is more than its symbol's place among {@link #SYMBOLS}. */
  private static final int[] OFFSET = new int[LONGEST + 1];

  /** By the next eight bits: the length of the code there and its symbol; 0 for longer codes. */
  private static final short[] QUICK = new short[256];

  static {
    int place = 0;
    int code = 0;
    for (int bits = SHORTEST; bits <= LONGEST; bits++) {
      OFFSET[bits] = code - place;
      for (int symbol = 0; symbol <= END; symbol++) {
        if (LENGTHS.charAt(symbol) - 'A' + SHORTEST == bits) {
          SYMBOLS[place++] = (short) symbol;
          CODE[symbol] = code++;
          BITS[symbol] = (byte) bits;
        }
      }
      LIMIT[bits] = (long) code << Integer.SIZE - bits;
      code <<= 1;
    }
    for (int symbol = 0; symbol < END; symbol++) {
      int spare = Byte.SIZE - BITS[symbol];
      for (int i = 0; spare >= 0 && i < 1 << spare; i++) {
        QUICK[(CODE[symbol] << spare) + i] = (short) (BITS[symbol] << Byte.SIZE | symbol);
      }
    }
  }

  private Huffman() {}

  /** Bytes that {@link #encode} writes. */
  static int encodedLength(byte[] bytes, int from, int to) {
    long bits = Byte.SIZE - 1;
    for (int at = from; at < to; at++) {
      bits += BITS[bytes[at] & 0xff];
    }
    return (int) (bits / Byte.SIZE);
  }

  /** Writes the bytes, padded with ones. The buffer's order is big-endian. */
  static void encode(byte[] bytes, int from, int to, ByteBuffer into) {
    long word = 0;
    int bits = 0;
    for (int at = from; at < to; at++) {
      int symbol = bytes[at] & 0xff;
      word = word << BITS[symbol] | CODE[symbol];
      bits += BITS[symbol];
      if (bits >= Integer.SIZE) {
        bits -= Integer.SIZE;
        into.putInt((int) (word >>> bits));
      }
    }
    while (bits >= Byte.SIZE) {
      bits -= Byte.SIZE;
      into.put((byte) (word >>> bits));
    }
    if (bits > 0) {
      into.put((byte) (word << Byte.SIZE - bits | 0xff >>> bits));
    }
  }

  /** The most bytes that so many encoded ones can mean. */
  static int decodedLength(int encoded) {
    return encoded * Byte.SIZE / SHORTEST;
  }

  /**
   * Decodes a string to where there is room for {@link #decodedLength}.
   *
   * @return the offset behind what was written
   * @throws HpackException where it holds the end of a string, or is padded with more than seven
   *     bits or with other bits than ones
   */
  static int decode(byte[] bytes, int from, int to, byte[] into, int start) throws HpackException {
    long window = 0;
    int bits = 0;
    int at = from;
    int out = start;
    while (true) {
      while (bits < 56 && at < to) {
        window |= (bytes[at++] & 0xffL) << 56 - bits;
        bits += Byte.SIZE;
      }
      long padded = window | -1L >>> bits;
      int quick = QUICK[(int) (padded >>> 56)];
      int length = quick != 0 ? quick >> Byte.SIZE : length(padded >>> Integer.SIZE);
      if (length > bits) {
        if (bits < Byte.SIZE && padded == -1L) {
          return out;
        }
        throw new HpackException("bad padding of a Huffman-coded string");
      }
      int symbol = quick != 0 ? quick & 0xff : symbol(padded, length);
      if (symbol == END) {
        throw new HpackException("end-of-string symbol in a Huffman-coded string");
      }
      into[out++] = (byte) symbol;
      window <<= length;
      bits -= length;
    }
  }

  private static int length(long top) {
    int length = Byte.SIZE + 1;
    while (top >= LIMIT[length]) {
      length++;
    }
    return length;
  }

  private static int symbol(long padded, int length) {
    return SYMBOLS[(int) (padded >>> Long.SIZE - length) - OFFSET[length]];
  }
}
