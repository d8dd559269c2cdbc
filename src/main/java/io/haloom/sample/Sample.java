package io.haloom.sample;

import io.haloom.net.AddressText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One typed value on its way from a fetch through converters. A single mutable object carries it
 * from end to end, so that an evaluation makes no garbage but the bytes it extracts. Bytes it
 * points to are never written to.
 */
public final class Sample {
  private static final byte[] NOTHING = {};

  private SampleType type = SampleType.ANY;
  private boolean mayChange;
  private boolean more;
  private boolean every;
  private boolean wait;
  private long cursor;

  /** A boolean, an integer, an IPv4 address, or the upper half of an IPv6 address. */
  private long number;

  /** The lower half of an IPv6 address. */
  private long low;

  private byte[] bytes = NOTHING;
  private int offset;
  private int length;

  public SampleType type() {
    return type;
  }

  /**
   * Whether a later evaluation may give another result, also where there was none: the data it
   * depends on is still being received.
   */
  public boolean mayChange() {
    return mayChange;
  }

  public void mayChange(boolean value) {
    mayChange = value;
  }

  /** Whether the fetch has another value to give, if it is asked again with this sample. */
  public boolean more() {
    return more;
  }

  /** Where the fetch goes on; 0 when it is asked for the first time. */
  public long cursor() {
    return cursor;
  }

  /** Whether all values are wanted one after the other, and not only the one that counts. */
  public boolean wantsEvery() {
    return every;
  }

  /** Asks for all values one after the other, as ACLs do. */
  public void wantEvery() {
    every = true;
  }

  /** Whether who asks would wait for data; else this is the last time, whatever may still come. */
  public boolean mayWait() {
    return wait;
  }

  public void mayWait(boolean value) {
    wait = value;
  }

  /** Tells that there is another value, and where the fetch finds it. */
  public void continueAt(long next) {
    more = true;
    cursor = next;
  }

  /** Makes it as good as new, and lets go of the bytes it pointed to. */
  public void clear() {
    type = SampleType.ANY;
    mayChange = false;
    more = false;
    every = false;
    wait = false;
    cursor = 0;
    number = 0;
    low = 0;
    setText(SampleType.ANY, NOTHING, 0, 0);
  }

  /** Forgets what the last evaluation told of others. */
  void begin() {
    mayChange = false;
    more = false;
  }

  /** Of a boolean (0 or 1) or an integer; of an IPv4 address, its 32 bits. */
  public long number() {
    return number;
  }

  /** Upper 64 bits of an IPv6 address. */
  public long high() {
    return number;
  }

  /** Lower 64 bits of an IPv6 address. */
  public long low() {
    return low;
  }

  /** The array that holds a text's bytes, to read only. */
  public byte[] bytes() {
    return bytes;
  }

  public int offset() {
    return offset;
  }

  /** Length of a text, in bytes. */
  public int length() {
    return length;
  }

  /** Byte {@code index} of a text, from 0. */
  public byte at(int index) {
    return bytes[offset + index];
  }

  /** A copy of a text's bytes. */
  public byte[] copyBytes() {
    byte[] copy = new byte[length];
    System.arraycopy(bytes, offset, copy, 0, length);
    return copy;
  }

  /** The text, a character for each byte. */
  public String latin1() {
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
  }

  public void setBool(boolean value) {
    type = SampleType.BOOL;
    number = value ? 1 : 0;
  }

  public void setInt(long value) {
    type = SampleType.SINT;
    number = value;
  }

  /** An IPv4 address by its 32 bits. */
  public void setIpv4(int address) {
    type = SampleType.IPV4;
    number = address & 0xFFFFFFFFL;
  }

  public void setIpv6(long upper, long lower) {
    type = SampleType.IPV6;
    number = upper;
    low = lower;
  }

  public void setAddress(InetAddress address) {
    setAddress(address.getAddress());
  }

  /** An address by its four or sixteen bytes. */
  public void setAddress(byte[] raw) {
    if (raw.length == 4) {
      setIpv4((int) Bytes.bigEndian(raw, 0, 4));
    } else {
      setIpv6(Bytes.bigEndian(raw, 0, 8), Bytes.bigEndian(raw, 8, 8));
    }
  }

  public void setString(byte[] array, int from, int size) {
    setText(SampleType.STR, array, from, size);
  }

  /**
   * Part of a buffer, whose position stays: a view of one that lies in the heap, which is valid as
   * long as that part does not change, or else a copy.
   */
  public void setString(ByteBuffer buffer, int from, int size) {
    if (buffer.hasArray()) {
      setString(buffer.array(), buffer.arrayOffset() + from, size);
      return;
    }
    byte[] copy = new byte[size];
    buffer.get(from, copy);
    setString(copy, 0, size);
  }

  public void setString(byte[] array) {
    setText(SampleType.STR, array, 0, array.length);
  }

  /** Text of the program or the configuration. */
  public void setString(String text) {
    setString(Bytes.of(text));
  }

  public void setBinary(byte[] array, int from, int size) {
    setText(SampleType.BIN, array, from, size);
  }

  public void setBinary(byte[] array) {
    setText(SampleType.BIN, array, 0, array.length);
  }

  /** A copy of part of a buffer, whose position stays. */
  public void setBinary(ByteBuffer buffer, int from, int size) {
    byte[] copy = new byte[size];
    buffer.get(buffer.position() + from, copy);
    setBinary(copy);
  }

  public void setMethod(String method) {
    setText(SampleType.METH, Bytes.of(method), 0, method.length());
  }

  /** Same type, other bytes. */
  public void setText(SampleType textType, byte[] array, int from, int size) {
    type = textType;
    bytes = array;
    offset = from;
    length = size;
  }

  /** Makes a text shorter: {@code size} bytes from {@code from}. */
  public void narrow(int from, int size) {
    offset += from;
    length = size;
  }

  /** Takes all of another sample but its {@code mayChange}. */
  public void copyFrom(Sample other) {
    type = other.type;
    number = other.number;
    low = other.low;
    bytes = other.bytes;
    offset = other.offset;
    length = other.length;
  }

  /** The address of an IPv4 or IPv6 sample. */
  public InetAddress address() {
    try {
      return InetAddress.getByAddress(addressBytes());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] addressBytes() {
    if (type == SampleType.IPV4) {
      return Bytes.bigEndian(number, 4);
    }
    byte[] raw = new byte[16];
    System.arraycopy(Bytes.bigEndian(number, 8), 0, raw, 0, 8);
    System.arraycopy(Bytes.bigEndian(low, 8), 0, raw, 8, 8);
    return raw;
  }

  /**
   * Turns the value into another type (configuration manual, section 7.1).
   *
   * @return false where this type or this value cannot become one; the sample is then lost
   */
  public boolean cast(SampleType to) {
    if (to == type || to == SampleType.ANY) {
      return true;
    }
    if (!type.castsTo(to)) {
      return false;
    }
    return switch (to) {
      case BOOL, SINT -> castToNumber();
      case ADDR, IPV4, IPV6 -> castToAddress(to);
      case STR -> castToString();
      case BIN -> castToBinary();
      case METH -> {
        type = SampleType.METH;
        yield true;
      }
      default -> true;
    };
  }

  private boolean castToNumber() {
    if (type == SampleType.STR) {
      if (length == 0) {
        return false;
      }
      setInt(Bytes.leadingInteger(bytes, offset, length));
    } else if (type != SampleType.BOOL) {
      setInt(number);
    }
    return true;
  }

  private boolean castToAddress(SampleType to) {
    if (type == SampleType.STR && !parseAddress(to)) {
      return false;
    }
    if (type == SampleType.SINT) {
      setIpv4((int) number);
    }
    if (to == SampleType.IPV6 && type == SampleType.IPV4) {
      setIpv6(0, 0xFFFF00000000L | number);
    } else if (to == SampleType.IPV4 && type == SampleType.IPV6) {
      if (number != 0 || low >>> 32 != 0xFFFF) {
        return false;
      }
      setIpv4((int) low);
    }
    return true;
  }

  private boolean parseAddress(SampleType to) {
    String text = latin1();
    byte[] raw = to == SampleType.IPV6 ? null : IpText.parseIpv4(text);
    if (raw != null) {
      setIpv4((int) Bytes.bigEndian(raw, 0, 4));
      return true;
    }
    raw = to == SampleType.IPV4 ? null : IpText.parseIpv6(text);
    if (raw == null) {
      return false;
    }
    setIpv6(Bytes.bigEndian(raw, 0, 8), Bytes.bigEndian(raw, 8, 8));
    return true;
  }

  private boolean castToString() {
    switch (type) {
      case BOOL, SINT -> {
        byte[] digits = new byte[20];
        setString(digits, 0, Decimal.put(number, digits, 0));
      }
      case IPV4 -> {
        byte[] quad = new byte[15];
        setString(quad, 0, Decimal.putIpv4((int) number, quad, 0));
      }
      case IPV6 -> setString(AddressText.ofIpv6(addressBytes()));
      case BIN -> {
        int end = 0;
        while (end < length && at(end) != 0) {
          end++;
        }
        setText(SampleType.STR, bytes, offset, end);
      }
      default -> type = SampleType.STR;
    }
    return true;
  }

  private boolean castToBinary() {
    switch (type) {
      case BOOL, SINT -> setBinary(Bytes.bigEndian(number, 8));
      case IPV4, IPV6 -> setBinary(addressBytes());
      case BIN -> {}
      default -> type = SampleType.STR;
    }
    return true;
  }
}
