package io.haloom.sample.convert;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.Hashes;
import io.haloom.sample.SampleType;
import io.haloom.sample.XxHash;
import java.nio.ByteBuffer;
import java.util.List;

/** Hashes that are integers. */
final class HashConverters {
  private static final ArgSpec OPTIONAL = ArgSpec.of(0, ArgType.SINT);

  private HashConverters() {}

  static List<ConverterWord> words() {
    return List.of(
        small("crc32", Hashes::crc32),
        small("crc32c", Hashes::crc32c),
        small("djb2", Hashes::djb2),
        small("sdbm", Hashes::sdbm),
        small("wt6", Hashes::wt6),
        seeded(
            "xxh32",
            (b, from, size, seed) -> XxHash.hash32(b, from, size, (int) seed) & 0xFFFFFFFFL),
        seeded("xxh64", XxHash::hash64),
        seeded("xxh3", Xxh3::hash64));
  }

  /** A hash of 32 bits. */
  private interface SmallHash {
    int of(ByteBuffer bytes, int from, int to);
  }

  /** A hash with a seed. */
  private interface SeededHash {
    long of(byte[] bytes, int from, int size, long seed);
  }

  private static ConverterWord small(String name, SmallHash hash) {
    return new ConverterWord(
        name,
        OPTIONAL,
        SampleType.BIN,
        SampleType.SINT,
        args -> {
          boolean avalanche = args.number(0, 0) != 0;
          return (context, sample) -> {
            int from = sample.offset();
            int value = hash.of(ByteBuffer.wrap(sample.bytes()), from, from + sample.length());
            sample.setInt((avalanche ? Hashes.avalanche(value) : value) & 0xFFFFFFFFL);
            return true;
          };
        });
  }

  private static ConverterWord seeded(String name, SeededHash hash) {
    return new ConverterWord(
        name,
        OPTIONAL,
        SampleType.BIN,
        SampleType.SINT,
        args -> {
          long seed = args.number(0, 0);
          return (context, sample) -> {
            sample.setInt(hash.of(sample.bytes(), sample.offset(), sample.length(), seed));
            return true;
          };
        });
  }
}
