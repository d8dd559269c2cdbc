package io.haloom.sample.fetch;

import io.haloom.http.HeaderName;
import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Bytes;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.HttpView;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Fetches of cookies (configuration manual, section 7.3.6; RFC 6265). */
final class CookieFetches {
  private static final ArgSpec NAME = ArgSpec.of(0, ArgType.STR);
  private static final HeaderName COOKIE = HeaderName.of("cookie");
  private static final HeaderName SET_COOKIE = HeaderName.of("set-cookie");

  private CookieFetches() {}

  static List<FetchWord> words() {
    List<FetchWord> words = new ArrayList<>();
    for (Side side : List.of(Side.REQUEST, Side.RESPONSE)) {
      FetchWord text = word(side.prefix() + ".cook", SampleType.STR, side);
      FetchWord number = word(side.prefix() + ".cook_val", SampleType.SINT, side);
      FetchWord count = count(side.prefix() + ".cook_cnt", side);
      String old = side == Side.RESPONSE ? "scook" : "cook";
      words.addAll(List.of(text, number, count));
      words.addAll(List.of(text.alias(old), number.alias(old + "_val"), count.alias(old + "_cnt")));
    }
    words.add(
        new FetchWord(
            "cookie",
            NAME,
            SampleType.STR,
            EnumSet.of(Source.REQUEST_HEADERS, Source.RESPONSE_HEADERS),
            args -> value(new Search(Side.EITHER, args.text(0)), SampleType.STR)));
    return words;
  }

  private static FetchWord word(String name, SampleType type, Side side) {
    return FetchWord.of(
        name, NAME, type, side.headers(), args -> value(new Search(side, args.text(0)), type));
  }

  private static Fetch value(Search search, SampleType type) {
    return (context, sample) -> {
      HttpView message = search.side.message(context, sample);
      if (message == null || !search.take(message, context, sample)) {
        return false;
      }
      if (type == SampleType.SINT) {
        sample.setInt(Numbers.leading(sample));
      }
      return true;
    };
  }

  private static FetchWord count(String name, Side side) {
    return FetchWord.of(
        name,
        NAME,
        SampleType.SINT,
        side.headers(),
        args -> {
          Search search = new Search(side, args.text(0));
          return (context, sample) -> {
            HttpView message = side.message(context, sample);
            if (message == null) {
              return false;
            }
            int count = 0;
            long at = search.next(message, context, 0, sample);
            for (; at >= 0; at = search.next(message, context, at, sample)) {
              count++;
            }
            sample.setInt(count);
            return true;
          };
        });
  }

  /** Looks for cookies of one name, or of any. Where it is, is a number as in FieldValues. */
  private static final class Search {
    private final Side side;
    private final byte[] name;

    Search(Side side, String name) {
      this.side = side;
      this.name = name == null ? new byte[0] : Bytes.of(name);
    }

    /** The next where all are wanted, or else the last; the first where any name will do. */
    boolean take(HttpView message, SampleContext context, Sample sample) {
      long at = next(message, context, sample.wantsEvery() ? sample.cursor() : 0, sample);
      if (at < 0) {
        return false;
      }
      if (sample.wantsEvery()) {
        sample.continueAt(at);
        return true;
      }
      if (name.length == 0) {
        return true;
      }
      long before = 0;
      for (long later = next(message, context, at, sample);
          later >= 0;
          later = next(message, context, at, sample)) {
        before = at;
        at = later;
      }
      next(message, context, before, sample);
      return true;
    }

    long next(HttpView message, SampleContext context, long at, Sample into) {
      boolean response = side.isResponse(context);
      HeaderName header = response ? SET_COOKIE : COOKIE;
      int field = (int) (at >>> 32) - 1;
      int from = (int) at;
      if (field < 0) {
        field = message.findField(header, 0);
      }
      while (field >= 0) {
        message.fieldValue(field, into);
        int end = CookieText.find(into, from, name, !response);
        if (end >= 0) {
          return (long) field + 1 << 32 | end;
        }
        from = 0;
        field = message.findField(header, field + 1);
      }
      return -1;
    }
  }
}
