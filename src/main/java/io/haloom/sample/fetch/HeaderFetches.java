package io.haloom.sample.fetch;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.CompileException;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.HttpView;
import io.haloom.sample.IpText;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Fetches of header fields (configuration manual, section 7.3.6). */
final class HeaderFetches {
  private static final ArgSpec OCCURRENCE = ArgSpec.of(0, ArgType.STR, ArgType.SINT);
  private static final ArgSpec NAME = ArgSpec.of(0, ArgType.STR);

  private HeaderFetches() {}

  static List<FetchWord> words() {
    List<FetchWord> words = new ArrayList<>();
    for (Side side : List.of(Side.REQUEST, Side.RESPONSE)) {
      String start = side.prefix() + ".";
      FetchWord header = value(start + "hdr", SampleType.STR, side, Reading.TEXT);
      FetchWord count = count(start + "hdr_cnt", side, false);
      FetchWord address = value(start + "hdr_ip", SampleType.IPV4, side, Reading.ADDRESS);
      FetchWord number = value(start + "hdr_val", SampleType.SINT, side, Reading.NUMBER);
      words.addAll(List.of(header, count, address, number));
      String old = side == Side.RESPONSE ? "shdr" : "hdr";
      words.addAll(
          List.of(
              count.alias(old + "_cnt"), address.alias(old + "_ip"), number.alias(old + "_val")));
      if (side == Side.RESPONSE) {
        words.add(header.alias("shdr"));
      }
      words.add(value(start + "fhdr", SampleType.STR, side, Reading.LINE));
      words.add(count(start + "fhdr_cnt", side, true));
    }
    FetchWord either = value("hdr", SampleType.STR, Side.EITHER, Reading.TEXT);
    words.add(
        new FetchWord(
            "hdr",
            OCCURRENCE,
            SampleType.STR,
            EnumSet.of(Source.REQUEST_HEADERS, Source.RESPONSE_HEADERS),
            either.factory()));
    return words;
  }

  /** What is made of a value. */
  private enum Reading {
    TEXT,
    /** The field's whole value. */
    LINE,
    NUMBER,
    ADDRESS
  }

  private static FetchWord value(String name, SampleType type, Side side, Reading reading) {
    return FetchWord.of(name, OCCURRENCE, type, side.headers(), args -> value(args, side, reading));
  }

  private static Fetch value(Args args, Side side, Reading reading) throws CompileException {
    long occurrence = args.number(1, 0);
    if (occurrence < -FieldValues.HISTORY) {
      throw new CompileException("header occurrence must be >= " + -FieldValues.HISTORY);
    }
    if (!args.has(0)) {
      return (context, sample) -> false;
    }
    FieldSelector selector = FieldSelector.of(args.text(0));
    FieldValues values = new FieldValues(selector, reading == Reading.LINE);
    return (context, sample) -> {
      HttpView message = side.message(context, sample);
      return message != null && take(values, message, (int) occurrence, reading, sample);
    };
  }

  private static boolean take(
      FieldValues values, HttpView message, int occurrence, Reading reading, Sample sample) {
    if (occurrence != 0 || !sample.wantsEvery()) {
      return values.pick(message, occurrence == 0 ? -1 : occurrence, sample)
          && read(reading, sample);
    }
    long at = sample.cursor();
    do {
      at = values.next(message, at, sample);
    } while (at >= 0 && !read(reading, sample));
    if (at >= 0) {
      sample.continueAt(at);
    }
    return at >= 0;
  }

  private static boolean read(Reading reading, Sample sample) {
    switch (reading) {
      case NUMBER -> sample.setInt(Numbers.leading(sample));
      case ADDRESS -> {
        return address(sample);
      }
      default -> {
        return true;
      }
    }
    return true;
  }

  /** An address and nothing else, but for a port after an IPv4 one. */
  private static boolean address(Sample sample) {
    String text = sample.latin1();
    int colon = text.indexOf(':');
    byte[] raw =
        colon < 0 || Numbers.isPort(text, colon + 1)
            ? IpText.parseIpv4Exactly(colon < 0 ? text : text.substring(0, colon))
            : null;
    if (raw == null) {
      raw = IpText.parseIpv6(text);
    }
    if (raw == null) {
      return false;
    }
    sample.setAddress(raw);
    return true;
  }

  private static FetchWord count(String name, Side side, boolean whole) {
    return FetchWord.of(
        name,
        NAME,
        SampleType.SINT,
        side.headers(),
        args -> {
          FieldValues values = new FieldValues(FieldSelector.of(args.text(0)), whole);
          return (context, sample) -> {
            HttpView message = side.message(context, sample);
            if (message == null) {
              return false;
            }
            sample.setInt(values.count(message, sample));
            return true;
          };
        });
  }
}
