package io.haloom.sample.fetch;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** The cookie a client of the Remote Desktop Protocol sends first (MS-RDPBCGR, 2.2.1.1). */
final class RdpFetches {
  private static final int HEADERS = 11;
  private static final String START = "Cookie:";
  private static final ArgSpec NAME = ArgSpec.of(0, ArgType.STR);

  private RdpFetches() {}

  static List<FetchWord> words() {
    FetchWord cookie = word("req.rdp_cookie", SampleType.STR, RdpFetches::cookie);
    FetchWord count = word("req.rdp_cookie_cnt", SampleType.SINT, RdpFetches::count);
    return List.of(cookie, cookie.alias("rdp_cookie"), count, count.alias("rdp_cookie_cnt"));
  }

  private static FetchWord word(String name, SampleType type, Function<String, Fetch> fetch) {
    return FetchWord.of(
        name,
        NAME,
        type,
        Source.REQUEST_BUFFER,
        args -> fetch.apply(args.has(0) ? args.text(0) : ""));
  }

  private static Fetch cookie(String name) {
    return (context, sample) -> {
      Found found = find(context.requestBytes(), name, sample);
      sample.mayChange(found == Found.TOO_SHORT && !context.requestComplete());
      return found == Found.YES;
    };
  }

  private static Fetch count(String name) {
    return (context, sample) -> {
      Found found = find(context.requestBytes(), name, sample);
      if (found == Found.TOO_SHORT) {
        sample.mayChange(!context.requestComplete());
        return false;
      }
      sample.setInt(found == Found.YES ? 1 : 0);
      return true;
    };
  }

  private enum Found {
    YES,
    NO,
    TOO_SHORT
  }

  /** Looks for the cookie of that name, or any where the name is empty. */
  private static Found find(ByteBuffer bytes, String name, Sample sample) {
    int size = bytes.remaining() - HEADERS;
    if (size <= START.length()) {
      return Found.TOO_SHORT;
    }
    byte[] raw = new byte[size];
    bytes.get(bytes.position() + HEADERS, raw);
    String text = new String(raw, StandardCharsets.ISO_8859_1);
    if (!text.regionMatches(true, 0, START, 0, START.length())) {
      return Found.NO;
    }
    int at = START.length();
    while (at < size && text.charAt(at) == ' ') {
      at++;
    }
    int equals = name.isEmpty() ? equalsSign(text, at) : at + name.length();
    if (equals >= size) {
      return Found.TOO_SHORT;
    }
    if (equals < 0
        || text.charAt(equals) != '='
        || !text.regionMatches(true, at, name, 0, name.length())) {
      return Found.NO;
    }
    int end = text.indexOf('\r', equals + 1);
    if (end < 0 || end + 1 >= size) {
      return Found.TOO_SHORT;
    }
    if (text.charAt(end + 1) != '\n') {
      return Found.NO;
    }
    sample.setString(raw, equals + 1, end - equals - 1);
    return Found.YES;
  }

  /**
   * Where the name ends: the length of the text where it has not come yet, -1 where it never will.
   */
  private static int equalsSign(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=') {
        return i;
      }
      if (c == '\r' || c == '\n') {
        return -1;
      }
    }
    return text.length();
  }
}
