package io.haloom.sample.fetch;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.RdpCookie;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/** The cookie a client of the Remote Desktop Protocol sends first (MS-RDPBCGR, 2.2.1.1). */
final class RdpFetches {
  private static final ArgSpec NAME = ArgSpec.of(0, ArgType.STR);

  private RdpFetches() {}

  static List<FetchWord> words() {
    FetchWord cookie = word("req.rdp_cookie", SampleType.STR, RdpFetches::cookie);
    FetchWord count = word("req.rdp_cookie_cnt", SampleType.SINT, RdpFetches::count);
    return List.of(cookie, cookie.alias("rdp_cookie"), count, count.alias("rdp_cookie_cnt"));
  }

  private static FetchWord word(String name, SampleType type, Function<RdpCookie, Fetch> fetch) {
    return FetchWord.of(
        name,
        NAME,
        type,
        Source.REQUEST_BUFFER,
        args -> fetch.apply(new RdpCookie(args.has(0) ? args.text(0) : "")));
  }

  private static Fetch cookie(RdpCookie cookie) {
    return (context, sample) -> {
      ByteBuffer bytes = context.requestBytes();
      long found = cookie.find(bytes);
      sample.mayChange(found == RdpCookie.TOO_SHORT && !context.requestComplete());
      if (found < 0) {
        return false;
      }
      byte[] value = new byte[RdpCookie.end(found) - RdpCookie.start(found)];
      bytes.get(RdpCookie.start(found), value);
      sample.setString(value);
      return true;
    };
  }

  private static Fetch count(RdpCookie cookie) {
    return (context, sample) -> {
      long found = cookie.find(context.requestBytes());
      if (found == RdpCookie.TOO_SHORT) {
        sample.mayChange(!context.requestComplete());
        return false;
      }
      sample.setInt(found == RdpCookie.NONE ? 0 : 1);
      return true;
    };
  }
}
