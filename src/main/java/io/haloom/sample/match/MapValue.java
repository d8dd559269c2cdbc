package io.haloom.sample.match;

import io.haloom.sample.Bytes;
import io.haloom.sample.IpText;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;

/** What a key of a map stands for: a text, which may also be a number or an address. */
public final class MapValue {
  private final String text;
  private final byte[] bytes;
  private final long number;
  private final boolean numeric;
  private final byte[] address;

  public MapValue(String text) {
    this.text = text;
    this.bytes = Bytes.of(text);
    this.numeric = isNumber(text);
    this.number = Bytes.leadingInteger(bytes, 0, bytes.length);
    byte[] four = IpText.parseIpv4Exactly(text);
    this.address = four == null ? IpText.parseIpv6(text) : four;
  }

  private static boolean isNumber(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  /** Whether it can be had as that type. */
  public boolean is(SampleType type) {
    return switch (type) {
      case SINT -> numeric;
      case ADDR -> address != null;
      default -> true;
    };
  }

  /** Puts it into a sample as that type. */
  public void put(SampleType type, Sample into) {
    switch (type) {
      case SINT -> into.setInt(number);
      case ADDR -> into.setAddress(address);
      default -> into.setString(bytes);
    }
  }
}
