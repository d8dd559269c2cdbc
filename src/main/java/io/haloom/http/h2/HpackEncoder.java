package io.haloom.http.h2;

import java.nio.ByteBuffer;

/**
 * Encodes the field blocks of one direction of a connection (RFC 7541). Names are written in lower
 * case, whatever case they come in.
 *
 * <p>A field goes into the table when it is seen for the second time, so that fields that differ in
 * each message do not push out those that come again; and where no field of its name is known yet.
 * A path or a cookie never does: on a connection that many clients share, the table would tell one
 * of them by the length of a block what another one has sent (RFC 7541, section 7.1). Credentials
 * and short cookies, which could be guessed, are marked so that nobody on the way keeps them.
 *
 * <p>HAProxy 2.6 has the peer keep fields, but never refers to one, and it has no Huffman code;
 * here what comes again on a connection takes one byte.
 *
 * <p>A block is {@link #begin}, and for each field {@link #name} and {@link #value}. What has been
 * encoded has to be sent, for the table counts on it.
 */
public final class HpackEncoder {
  /** What HTTP/2 connections begin with. */
  public static final int DEFAULT_TABLE = 4096;

  private static final int SEEN = 64;
  private static final int SHORT_COOKIE = 20;
  private static final int LARGEST_UPDATES = 2 * 6;

  private static final int PATH = 4;
  private static final int AUTHORIZATION = 23;
  private static final int CONTENT_LENGTH = 28;
  private static final int COOKIE = 32;
  private static final int PROXY_AUTHORIZATION = 49;
  private static final int SET_COOKIE = 55;

  private static final int INDEXED = 0x80;
  private static final int INCREMENTAL = 0x40;
  private static final int SIZE_UPDATE = 0x20;
  private static final int NEVER = 0x10;

  private final HpackTable table = new HpackTable(DEFAULT_TABLE);
  private final HpackIndex names = new HpackIndex();
  private final HpackIndex fields = new HpackIndex();
  private final int largest;
  private int smallestLimit;
  private int limit;

  /** Hashes of fields that were sent without being added, by their lowest bits. */
  private int[] seen;

  private ByteBuffer out;

  /** The name, and behind it the value of a field that goes into the table. */
  private byte[] scratch = new byte[64];

  private int nameLength;
  private int nameHash;
  private int knownName;

  /**
   * @param largest the most the table may count, whatever the peer allows
   */
  public HpackEncoder(int largest) {
    this.largest = largest;
    limit = DEFAULT_TABLE;
    smallestLimit = DEFAULT_TABLE;
    tableLimit(DEFAULT_TABLE);
  }

  /** The peer's SETTINGS allow a table of that size; the next block tells what is made of it. */
  public void tableLimit(int bytes) {
    limit = Math.min(bytes, largest);
    smallestLimit = Math.min(smallestLimit, limit);
  }

  HpackTable table() {
    return table;
  }

  /**
   * Begins a block in a buffer whose order is big-endian.
   *
   * @return false where there is no room for what it begins with, and nothing has been written
   */
  public boolean begin(ByteBuffer into) {
    out = into;
    if (limit == table.maxSize() && smallestLimit == limit) {
      return true;
    }
    if (into.remaining() < LARGEST_UPDATES) {
      return false;
    }
    if (smallestLimit < limit) {
      sizeUpdate(smallestLimit);
    }
    sizeUpdate(limit);
    smallestLimit = limit;
    return true;
  }

  private void sizeUpdate(int bytes) {
    table.maxSize(bytes);
    number(SIZE_UPDATE, 5, bytes);
  }

  /** Goes on with the block in another buffer, where the one before had no room. */
  public void continueIn(ByteBuffer into) {
    out = into;
  }

  /** The name of the field whose value comes next. */
  public void name(byte[] bytes, int from, int to) {
    nameLength = to - from;
    reserve(nameLength);
    FieldHash.copyLower(bytes, from, to, scratch);
    nameHash = FieldHash.of(scratch, 0, nameLength);
    knownName = StaticTable.find(scratch, nameLength, nameHash);
  }

  private void reserve(int length) {
    if (scratch.length < length) {
      byte[] larger = new byte[length * 2];
      System.arraycopy(scratch, 0, larger, 0, nameLength <= scratch.length ? nameLength : 0);
      scratch = larger;
    }
  }

  /**
   * Writes the field.
   *
   * @return false where there is no room for it; nothing has been written then, and the table is as
   *     it was
   */
  public boolean value(byte[] bytes, int from, int to) {
    if (isSecret(to - from)) {
      return secret(bytes, from, to);
    }
    int index = knownName == 0 ? 0 : StaticTable.find(knownName, bytes, from, to);
    int hash = FieldHash.of(nameHash, bytes, from, to);
    index = index == 0 ? dynamic(hash, bytes, from, to) : index;
    if (index != 0) {
      return indexed(index);
    }
    int name = knownName == 0 ? dynamicName() : knownName;
    if (!isKept(name, hash, to - from)) {
      return literal(0, name, bytes, from, to);
    }
    if (!literal(INCREMENTAL, name, bytes, from, to)) {
      return false;
    }
    add(hash, bytes, from, to);
    return true;
  }

  /** Writes the field so that nobody keeps it in a table (RFC 7541, section 7.1.3). */
  public boolean secret(byte[] bytes, int from, int to) {
    return literal(NEVER, knownName, bytes, from, to);
  }

  private boolean isSecret(int length) {
    return switch (knownName) {
      case AUTHORIZATION, PROXY_AUTHORIZATION, SET_COOKIE -> true;
      case COOKIE -> length < SHORT_COOKIE;
      default -> false;
    };
  }

  /** Whether a field that is not in the table is to be. */
  private boolean isKept(int name, int hash, int length) {
    // A length is as short as its number in the table, nearly.
    if (name == PATH || name == COOKIE || name == CONTENT_LENGTH) {
      return false;
    }
    if (nameLength + length + HpackTable.OVERHEAD > table.maxSize() / 2) {
      return false;
    }
    if (seen == null) {
      seen = new int[SEEN];
    }
    int place = (hash ^ hash >>> 16) & SEEN - 1;
    boolean known = seen[place] == hash;
    seen[place] = hash;
    return known || name == 0;
  }

  private int dynamic(int hash, byte[] bytes, int from, int to) {
    int number = fields.find(hash);
    while (isThere(number)) {
      int index = index(number);
      if (fields.hashIs(number, hash)
          && table.nameIs(index, scratch, nameLength)
          && table.valueIs(index, bytes, from, to)) {
        return index;
      }
      number = fields.before(number);
    }
    return 0;
  }

  private int dynamicName() {
    int number = names.find(nameHash);
    while (isThere(number)) {
      if (names.hashIs(number, nameHash) && table.nameIs(index(number), scratch, nameLength)) {
        return index(number);
      }
      number = names.before(number);
    }
    return 0;
  }

  private boolean isThere(int number) {
    return Integer.compareUnsigned(table.added() - 1 - number, table.count()) < 0;
  }

  private int index(int number) {
    return StaticTable.COUNT + table.added() - number;
  }

  private void add(int hash, byte[] bytes, int from, int to) {
    reserve(nameLength + to - from);
    System.arraycopy(bytes, from, scratch, nameLength, to - from);
    if (table.add(scratch, 0, nameLength, nameLength + to - from)) {
      int number = table.added() - 1;
      names.add(number, table.count(), nameHash);
      fields.add(number, table.count(), hash);
    }
  }

  private boolean indexed(int index) {
    if (out.remaining() < numberLength(7, index)) {
      return false;
    }
    number(INDEXED, 7, index);
    return true;
  }

  private boolean literal(int kind, int name, byte[] bytes, int from, int to) {
    int prefix = kind == INCREMENTAL ? 6 : 4;
    int nameCode = name == 0 ? Huffman.encodedLength(scratch, 0, nameLength) : 0;
    int valueCode = Huffman.encodedLength(bytes, from, to);
    int length =
        numberLength(prefix, name)
            + (name == 0 ? stringLength(nameLength, nameCode) : 0)
            + stringLength(to - from, valueCode);
    if (out.remaining() < length) {
      return false;
    }
    number(kind, prefix, name);
    if (name == 0) {
      string(scratch, 0, nameLength, nameCode);
    }
    string(bytes, from, to, valueCode);
    return true;
  }

  private static int stringLength(int plain, int code) {
    int length = Math.min(plain, code);
    return numberLength(7, length) + length;
  }

  private void string(byte[] bytes, int from, int to, int code) {
    if (code < to - from) {
      number(0x80, 7, code);
      Huffman.encode(bytes, from, to, out);
    } else {
      number(0, 7, to - from);
      out.put(bytes, from, to - from);
    }
  }

  private static int numberLength(int prefix, int value) {
    int most = (1 << prefix) - 1;
    int length = 1;
    if (value >= most) {
      for (int rest = value - most; rest >= 0x80; rest >>>= 7) {
        length++;
      }
      length++;
    }
    return length;
  }

  private void number(int kind, int prefix, int value) {
    int most = (1 << prefix) - 1;
    if (value < most) {
      out.put((byte) (kind | value));
      return;
    }
    out.put((byte) (kind | most));
    int rest = value - most;
    while (rest >= 0x80) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }
}
