package io.haloom.sample.convert;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import io.haloom.sample.Converter;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import java.util.List;

/** Fields of Protocol Buffers messages, alone or in gRPC's frames. */
final class ProtobufConverters {
  private static final ArgSpec FIELD = ArgSpec.of(1, ArgType.FIELD_NUMBER, ArgType.STR);

  /** A flag that tells of compression, and the message's length. */
  private static final int GRPC_HEADER = 5;

  private ProtobufConverters() {}

  static List<ConverterWord> words() {
    return List.of(
        new ConverterWord(
            "protobuf", FIELD, SampleType.BIN, SampleType.BIN, ProtobufConverters::message),
        new ConverterWord(
            "ungrpc", FIELD, SampleType.BIN, SampleType.BIN, ProtobufConverters::frames));
  }

  private static ProtobufField field(Args args) throws CompileException {
    String type = args.has(1) ? args.text(1) : null;
    if (type != null && !ProtobufField.isType(type)) {
      throw new CompileException("Wrong protocol buffer type '" + type + "'");
    }
    String[] parts = args.text(0).split("\\.", -1);
    int[] path = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        path[i] = Integer.parseUnsignedInt(parts[i]);
      } catch (NumberFormatException e) {
        throw new CompileException("'" + args.text(0) + "' is not a field number");
      }
    }
    return new ProtobufField(path, type);
  }

  private static Converter message(Args args) throws CompileException {
    ProtobufField field = field(args);
    return (context, sample) ->
        field.find(sample, sample.offset(), sample.offset() + sample.length());
  }

  private static Converter frames(Args args) throws CompileException {
    ProtobufField field = field(args);
    return (context, sample) -> find(field, sample);
  }

  private static boolean find(ProtobufField field, Sample sample) {
    int at = sample.offset();
    int end = at + sample.length();
    while (end - at > GRPC_HEADER) {
      long size = Bytes.bigEndian(sample.bytes(), at + 1, 4);
      at += GRPC_HEADER;
      if (size > end - at) {
        return false;
      }
      if (field.find(sample, at, at + (int) size)) {
        return true;
      }
      at += (int) size;
    }
    return false;
  }
}
