package io.haloom.sample.fetch;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.HttpView;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Fetches of all header fields at once. */
final class HeadFetches {
  private static final byte[] COLON = {':', ' '};
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final int SHORT = 240;

  private HeadFetches() {}

  static List<FetchWord> words() {
    List<FetchWord> words = new ArrayList<>();
    for (Side side : List.of(Side.REQUEST, Side.RESPONSE)) {
      String start = side.prefix() + ".";
      words.add(
          FetchWord.plain(start + "hdrs", SampleType.BIN, side.headers(), whole(side, false)));
      words.add(
          FetchWord.plain(start + "hdrs_bin", SampleType.BIN, side.headers(), whole(side, true)));
      words.add(
          FetchWord.of(
              start + "hdr_names",
              ArgSpec.of(0, ArgType.STR),
              SampleType.STR,
              side.headers(),
              args -> names(side, args.has(0) ? args.text(0) : ",")));
    }
    return words;
  }

  private static Fetch names(Side side, String text) {
    int delimiter = text.isEmpty() ? 0 : text.charAt(0);
    return (context, sample) -> {
      HttpView message = side.message(context, sample);
      if (message == null) {
        return false;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int field = 0; field < message.fieldCount(); field++) {
        if (field > 0) {
          out.write(delimiter);
        }
        name(message, field, sample);
        append(sample, out);
      }
      sample.setString(out.toByteArray());
      return true;
    };
  }

  private static Fetch whole(Side side, boolean binary) {
    return (context, sample) -> {
      HttpView message = side.message(context, sample);
      if (message == null) {
        return false;
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int field = 0; field < message.fieldCount(); field++) {
        name(message, field, sample);
        if (binary) {
          appendCounted(sample, out);
          message.fieldValue(field, sample);
          appendCounted(sample, out);
        } else {
          append(sample, out);
          out.writeBytes(COLON);
          message.fieldValue(field, sample);
          append(sample, out);
          out.writeBytes(LINE_END);
        }
      }
      finish(sample, out, binary);
      return true;
    };
  }

  /** The name in lower case, as HAProxy keeps it. */
  private static void name(HttpView message, int field, Sample into) {
    message.fieldName(field, into);
    byte[] lower = into.copyBytes();
    for (int i = 0; i < lower.length; i++) {
      if (lower[i] >= 'A' && lower[i] <= 'Z') {
        lower[i] += 32;
      }
    }
    into.setString(lower);
  }

  private static void finish(Sample sample, ByteArrayOutputStream out, boolean binary) {
    if (binary) {
      out.write(0);
      out.write(0);
      sample.setBinary(out.toByteArray());
    } else {
      out.writeBytes(LINE_END);
      sample.setString(out.toByteArray());
    }
  }

  private static void append(Sample text, ByteArrayOutputStream out) {
    out.write(text.bytes(), text.offset(), text.length());
  }

  /** Length as SPOE encodes integers, then the text. */
  private static void appendCounted(Sample text, ByteArrayOutputStream out) {
    int length = text.length();
    if (length < SHORT) {
      out.write(length);
    } else {
      out.write(length | SHORT);
      int rest = length - SHORT >> 4;
      while (rest >= 128) {
        out.write(rest | 128);
        rest = rest - 128 >> 7;
      }
      out.write(rest);
    }
    append(text, out);
  }
}
