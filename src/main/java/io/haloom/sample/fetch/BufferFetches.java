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

/**
 * Fetches of bytes received and not yet forwarded (configuration manual, section 7.3.5). As with
 * HAProxy it is the side that rules look at whose bytes they see, whatever the name says: {@code
 * req.len} in a rule on the response is the response's.
 */
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
      words.add(payload(side.prefix() + ".payload", source));
      words.add(payloadLv(side.prefix() + ".payload_lv", source));
    }
    words.add(payload("payload", EITHER));
    words.add(payloadLv("payload_lv", EITHER));
    return words;
  }

  private static FetchWord length(String name, Side side) {
    return FetchWord.plain(
        name,
        SampleType.SINT,
        side.source(),
        (context, sample) -> {
          HttpView message = context.isResponse() ? context.httpResponse() : context.httpRequest();
          long size =
              message == null
                  ? Side.EITHER.bytes(context).remaining()
                  : MessageSize.of(message, sample);
          sample.setInt(size);
          sample.mayChange(!context.isComplete());
          return true;
        });
  }

  private static FetchWord payload(String name, Set<Source> sources) {
    return new FetchWord(
        name, PAYLOAD, SampleType.BIN, sources, args -> payload(args.number(0), args.number(1)));
  }

  private static Fetch payload(long offset, long size) {
    return (context, sample) -> {
      ByteBuffer bytes = Side.EITHER.bytes(context);
      boolean complete = context.isComplete();
      long end = offset + size;
      if (offset < 0 || end < 0 || end > context.process().bufferSize()) {
        return false;
      }
      if (end > bytes.remaining()) {
        sample.mayChange(!complete);
        return false;
      }
      int taken = (int) (size == 0 ? bytes.remaining() - offset : size);
      sample.setBinary(bytes, (int) offset, taken);
      sample.mayChange(size == 0 && !complete);
      return true;
    };
  }

  private static FetchWord payloadLv(String name, Set<Source> sources) {
    return new FetchWord(name, PAYLOAD_LV, SampleType.BIN, sources, LengthValue::of);
  }

  /**
   * A value behind its length.
   *
   * @param lengthAt where the length stands
   * @param lengthSize how many bytes it has
   * @param valueAt where the value stands; relative to the end of the length where {@code relative}
   */
  private record LengthValue(int lengthAt, int lengthSize, long valueAt, boolean relative)
      implements Fetch {

    static LengthValue of(Args args) throws CompileException {
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
        return new LengthValue(at, size, 0, true);
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
      return new LengthValue(at, size, value, relative);
    }

    @Override
    public boolean take(SampleContext context, Sample sample) {
      ByteBuffer bytes = Side.EITHER.bytes(context);
      boolean complete = context.isComplete();
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
      if (size <= 0 || start + size > context.process().bufferSize()) {
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
