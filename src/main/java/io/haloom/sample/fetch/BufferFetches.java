package io.haloom.sample.fetch;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.CompileException;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.HttpView;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Fetches of bytes received and not yet forwarded (configuration manual, section 7.3.5). */
final class BufferFetches {
  private static final ArgSpec PAYLOAD = ArgSpec.of(2, ArgType.SINT, ArgType.SINT);
  private static final ArgSpec PAYLOAD_LV = ArgSpec.of(2, ArgType.SINT, ArgType.SINT, ArgType.STR);
  private static final Set<Source> EITHER =
      EnumSet.of(Source.REQUEST_BUFFER, Source.RESPONSE_BUFFER);

  private BufferFetches() {}

  static List<FetchWord> words() {
    List<FetchWord> words = new ArrayList<>();
    FetchWord length = length("req.len", Side.REQUEST);
    words.add(length);
    words.add(length.alias("req_len"));
    words.add(length("res.len", Side.RESPONSE));
    for (Side side : List.of(Side.REQUEST, Side.RESPONSE)) {
      Set<Source> source = EnumSet.of(side.source());
      words.add(payload(side.prefix() + ".payload", side, source));
      words.add(payloadLv(side.prefix() + ".payload_lv", side, source));
    }
    words.add(payload("payload", Side.EITHER, EITHER));
    words.add(payloadLv("payload_lv", Side.EITHER, EITHER));
    return words;
  }

  private static FetchWord length(String name, Side side) {
    return FetchWord.plain(
        name,
        SampleType.SINT,
        side.source(),
        (context, sample) -> {
          HttpView message = side == Side.RESPONSE ? context.httpResponse() : context.httpRequest();
          long size =
              message == null ? side.bytes(context).remaining() : MessageSize.of(message, sample);
          sample.setInt(size);
          sample.mayChange(!side.isComplete(context));
          return true;
        });
  }

  private static FetchWord payload(String name, Side side, Set<Source> sources) {
    return new FetchWord(
        name,
        PAYLOAD,
        SampleType.BIN,
        sources,
        args -> payload(args.number(0), args.number(1), side));
  }

  private static Fetch payload(long offset, long size, Side side) {
    return (context, sample) -> {
      ByteBuffer bytes = side.bytes(context);
      boolean complete = side.isComplete(context);
      long end = offset + size;
      if (offset < 0 || end < 0 || end > bytes.remaining()) {
        sample.mayChange(!complete);
        return false;
      }
      int taken = (int) (size == 0 ? bytes.remaining() - offset : size);
      sample.setBinary(bytes, (int) offset, taken);
      sample.mayChange(size == 0 && !complete);
      return true;
    };
  }

  private static FetchWord payloadLv(String name, Side side, Set<Source> sources) {
    return new FetchWord(
        name, PAYLOAD_LV, SampleType.BIN, sources, args -> LengthValue.of(args, side));
  }

  /**
   * A value behind its length.
   *
   * @param lengthAt where the length stands
   * @param lengthSize how many bytes it has
   * @param valueAt where the value stands; relative to the end of the length where {@code relative}
   */
  private record LengthValue(
      int lengthAt, int lengthSize, long valueAt, boolean relative, Side side) implements Fetch {

    static LengthValue of(Args args, Side side) throws CompileException {
      if (args.number(0) < 0) {
        throw new CompileException("payload offset1 must be positive");
      }
      if (args.number(1) == 0) {
        throw new CompileException("payload length must be > 0");
      }
      int at = (int) args.number(0);
      int size = (int) args.number(1);
      String offset = args.text(2);
      if (offset == null || offset.isEmpty()) {
        return new LengthValue(at, size, 0, true, side);
      }
      boolean relative = offset.startsWith("+") || offset.startsWith("-");
      long value;
      try {
        value = Long.parseLong(offset);
      } catch (NumberFormatException e) {
        throw new CompileException("payload offset2 is not a number");
      }
      if (at + size + value < 0) {
        throw new CompileException("payload offset2 too negative");
      }
      return new LengthValue(at, size, value, relative, side);
    }

    @Override
    public boolean take(SampleContext context, Sample sample) {
      ByteBuffer bytes = side.bytes(context);
      boolean complete = side.isComplete(context);
      int lengthEnd = lengthAt + lengthSize;
      if (lengthEnd < 0 || lengthEnd > bytes.remaining()) {
        sample.mayChange(!complete);
        return false;
      }
      int size = 0;
      for (int i = lengthAt; i < lengthEnd; i++) {
        size = size << 8 | bytes.get(bytes.position() + i) & 0xFF;
      }
      long start = relative ? lengthEnd + valueAt : valueAt;
      if (size <= 0) {
        return false;
      }
      if (start + size > bytes.remaining()) {
        sample.mayChange(!complete);
        return false;
      }
      sample.setBinary(bytes, (int) start, size);
      return true;
    }
  }
}
