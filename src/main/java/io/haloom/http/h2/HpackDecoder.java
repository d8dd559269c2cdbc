package io.haloom.http.h2;

/**
 * Decodes the field blocks of one direction of a connection (RFC 7541).
 *
 * <p>A block whose fields are too many is decoded to its end all the same, so that the table stays
 * the sender's; what is too much is kept nowhere. After an exception the table is no longer the
 * sender's, and nothing more can be decoded.
 */
public final class HpackDecoder {
  /** The most bytes of a number that may follow its first one. */
  private static final int MOST_BYTES = 5;

  private static final int INDEXED = 0x80;
  private static final int INCREMENTAL = 0x40;
  private static final int SIZE_UPDATE = 0x20;
  private static final int NEVER = 0x10;

  private final HpackTable table;
  private int tableLimit;
  private boolean updateDue;
  private int listLimit;

  private byte[] block;
  private int at;
  private int end;
  private FieldBytes out;

  /** What the list of fields may still count. */
  private long left;

  /**
   * @param tableLimit the table size of our SETTINGS that the sender has seen: 4096 before any
   * @param listLimit the most that a block's fields may count, each with 32 bytes more than its own
   */
  public HpackDecoder(int tableLimit, int listLimit) {
    this.table = new HpackTable(tableLimit);
    this.tableLimit = tableLimit;
    this.listLimit = listLimit;
  }

  /**
   * The sender has acknowledged SETTINGS with this table size. If its table may be larger than
   * that, its next block must begin with an update.
   */
  public void tableLimit(int bytes) {
    tableLimit = bytes;
    updateDue |= table.maxSize() > bytes;
  }

  /** Sets what the fields of later blocks may count. */
  public void listLimit(int bytes) {
    listLimit = bytes;
  }

  /** What the table counts now. */
  public int tableSize() {
    return table.size();
  }

  /** The most the table may count now. */
  public int tableMaxSize() {
    return table.maxSize();
  }

  HpackTable table() {
    return table;
  }

  /** Decodes a block of which nothing is wanted, for what it does to the table. */
  void skip(byte[] bytes, int from, int to) throws HpackException {
    decode(bytes, from, to, new FieldBytes(), (name, start, end, never) -> {});
  }

  /**
   * Decodes a whole block.
   *
   * @param into where the bytes of its fields go, behind those that are there
   * @return false where the fields count more than the limit: those that did not fit are left out,
   *     and so are all behind them
   */
  public boolean decode(byte[] bytes, int from, int to, FieldBytes into, FieldSink sink)
      throws HpackException {
    block = bytes;
    at = from;
    end = to;
    out = into;
    left = listLimit;
    sizeUpdates();
    while (at < end) {
      int first = block[at];
      if ((first & INDEXED) != 0) {
        indexed(sink);
      } else if ((first & INCREMENTAL) != 0) {
        literal(6, sink);
      } else if ((first & SIZE_UPDATE) == 0) {
        literal(4, sink);
      } else {
        throw new HpackException("table size update behind a field");
      }
    }
    block = null;
    out = null;
    return left >= 0;
  }

  private void sizeUpdates() throws HpackException {
    while (at < end && (block[at] & 0xe0) == SIZE_UPDATE) {
      int size = number(5);
      if (size > tableLimit) {
        throw new HpackException("table size update above the limit");
      }
      table.maxSize(size);
      updateDue = false;
    }
    if (updateDue) {
      throw new HpackException("table size update missing");
    }
  }

  /** An integer whose first byte has so many bits of it (RFC 7541, section 5.1). */
  private int number(int prefix) throws HpackException {
    int most = (1 << prefix) - 1;
    int first = block[at++] & most;
    return first < most ? first : longNumber(most);
  }

  private int longNumber(int most) throws HpackException {
    long value = most;
    for (int i = 0; i < MOST_BYTES && at < end; i++) {
      byte more = block[at++];
      value += (more & 0x7fL) << 7 * i;
      if (more >= 0) {
        if (value > Integer.MAX_VALUE) {
          throw new HpackException("too large a number");
        }
        return (int) value;
      }
    }
    throw new HpackException("a number without an end");
  }

  private void indexed(FieldSink sink) throws HpackException {
    int index = known(number(7));
    int nameLength = table.nameLength(index);
    int valueLength = table.valueLength(index);
    if (!fits(nameLength + valueLength)) {
      return;
    }
    int from = out.length();
    byte[] room = out.room(nameLength + valueLength);
    int to = table.copyField(index, room, from);
    out.length(to);
    sink.field(from, from + nameLength, to, false);
  }

  private int known(int index) throws HpackException {
    if (!table.has(index)) {
      throw new HpackException("no field of that number");
    }
    return index;
  }

  private boolean fits(int length) {
    // Once one does not fit, none behind it is to.
    left = left < 0 ? left : left - length - HpackTable.OVERHEAD;
    return left >= 0;
  }

  /** A field that is not in the table, or whose name alone is; six bits say that it is to be. */
  private void literal(int prefix, FieldSink sink) throws HpackException {
    boolean never = prefix == 4 && (block[at] & NEVER) != 0;
    int index = number(prefix);
    int from = out.length();
    int middle = index == 0 ? string(from) : name(known(index), from);
    out.length(middle);
    int to = string(middle);
    if (prefix == 6) {
      table.add(out.array(), from, middle, to);
    }
    if (fits(to - from)) {
      out.length(to);
      sink.field(from, middle, to, never);
    } else {
      out.length(from);
    }
  }

  private int name(int index, int into) {
    return table.copyName(index, out.room(table.nameLength(index)), into);
  }

  /** Decodes a string literal to behind what is there; the offset behind it. */
  private int string(int into) throws HpackException {
    if (at == end) {
      throw new HpackException("a string is missing");
    }
    boolean huffman = block[at] < 0;
    int length = number(7);
    if (length > end - at) {
      throw new HpackException("a string is cut off");
    }
    int from = at;
    at += length;
    if (huffman) {
      byte[] room = out.room(Huffman.decodedLength(length));
      return Huffman.decode(block, from, at, room, into);
    }
    System.arraycopy(block, from, out.room(length), into, length);
    return into + length;
  }
}
