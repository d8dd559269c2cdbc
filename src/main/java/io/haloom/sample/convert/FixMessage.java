package io.haloom.sample.convert;

import io.haloom.sample.Sample;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A message of the Financial Information eXchange protocol: tags and values, each {@code tag=value}
 * and a byte 1.
 */
final class FixMessage {
  private static final int BEGIN_STRING = 8;
  private static final int BODY_LENGTH = 9;
  private static final int CHECKSUM = 10;
  private static final int MESSAGE_TYPE = 35;
  private static final int SHORTEST = 26;
  private static final byte DELIMITER = 1;

  /** The greatest tag each version knows. */
  private static final Map<String, Integer> VERSIONS =
      Map.of(
          "FIX.4.0", 140,
          "FIX.4.1", 211,
          "FIX.4.2", 446,
          "FIX.4.3", 659,
          "FIX.4.4", 956,
          "FIXT.1.1", 1621);

  /** What looking into a message comes to. */
  enum Result {
    YES,
    NO,
    NEED_MORE
  }

  private final Sample in;
  private int tag;
  private int tagStart;
  private int valueStart;
  private int valueEnd;

  FixMessage(Sample in) {
    this.in = in;
    this.valueEnd = -1;
  }

  /** Moves to the next tag. */
  private Result next() {
    tagStart = valueEnd + 1;
    int at = tagStart;
    while (at < in.length() && in.at(at) != '=') {
      at++;
    }
    if (at == in.length()) {
      return Result.NEED_MORE;
    }
    int equals = at;
    while (at < in.length() && in.at(at) != DELIMITER) {
      at++;
    }
    if (at >= in.length()) {
      return Result.NEED_MORE;
    }
    valueStart = equals + 1;
    valueEnd = at;
    tag = number(tagStart, equals);
    return tag > 0 ? Result.YES : Result.NO;
  }

  private int number(int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = in.at(i) - '0';
      if (digit < 0 || digit > 9 || i - from > 8) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return to > from ? value : -1;
  }

  private String value() {
    return new String(
        in.bytes(), in.offset() + valueStart, valueEnd - valueStart, StandardCharsets.ISO_8859_1);
  }

  /** Leaves the value of a tag in the sample. */
  Result find(int wanted) {
    while (true) {
      Result result = next();
      if (result != Result.YES) {
        return result;
      }
      if (tag == wanted) {
        if (valueEnd == valueStart) {
          return Result.NEED_MORE;
        }
        in.narrow(valueStart, valueEnd - valueStart);
        return Result.YES;
      }
      if (tag == CHECKSUM) {
        return Result.NO;
      }
    }
  }

  /** Whether the message is whole and right. */
  Result validate() {
    if (in.length() < SHORTEST) {
      return Result.NEED_MORE;
    }
    int[] first = {BEGIN_STRING, BODY_LENGTH, MESSAGE_TYPE};
    int greatest = Integer.MAX_VALUE;
    int body = 0;
    int bodyLength = 0;
    int sum = 0;
    for (int count = 0; valueEnd + 1 < in.length(); count++) {
      Result result = next();
      if (result != Result.YES) {
        return result;
      }
      boolean userDefined = tag >= 10000 && tag <= 19999;
      if (count < first.length && tag != first[count] || tag > greatest && !userDefined) {
        return Result.NO;
      }
      if (count == 0) {
        Integer version = VERSIONS.get(value());
        if (version == null) {
          return Result.NO;
        }
        greatest = version;
      } else if (count == 1) {
        bodyLength = number(valueStart, valueEnd);
        body = valueEnd + 1;
        if (bodyLength <= 0) {
          return Result.NO;
        }
      } else if (count > 2 && tag == CHECKSUM) {
        boolean right =
            bodyLength == tagStart - body
                && valueEnd - valueStart == 3
                && number(valueStart, valueEnd) == (sum & 0xFF);
        return right ? Result.YES : Result.NO;
      }
      for (int i = tagStart; i <= valueEnd; i++) {
        sum += in.at(i);
      }
    }
    return body > 0 ? Result.NEED_MORE : Result.NO;
  }
}
