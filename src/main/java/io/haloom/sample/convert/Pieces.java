package io.haloom.sample.convert;

import io.haloom.sample.Args;
import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import io.haloom.sample.Converter;
import io.haloom.sample.Sample;

/**
 * {@code field} and {@code word}: some pieces of a string between separators, counted from 1 at its
 * start or from -1 at its end. Fields may be empty, words are never.
 */
final class Pieces {
  private final long index;
  private final byte[] separators;
  private final int count;

  private Pieces(Args args) throws CompileException {
    index = args.number(0);
    separators = Bytes.of(args.text(1));
    count = (int) args.number(2, 1);
    if (index == 0) {
      throw new CompileException("Unexpected value 0 for index");
    }
    if (separators.length == 0) {
      throw new CompileException("Empty separators list");
    }
  }

  static Converter fields(Args args) throws CompileException {
    Pieces pieces = new Pieces(args);
    return (context, sample) -> pieces.take(sample, false);
  }

  static Converter words(Args args) throws CompileException {
    Pieces pieces = new Pieces(args);
    return (context, sample) -> pieces.take(sample, true);
  }

  private boolean take(Sample sample, boolean words) {
    boolean backwards = index < 0;
    int first = -1;
    int last = -1;
    int number = 0;
    int start = 0;
    int length = sample.length();
    for (int i = 0; i <= length; i++) {
      boolean separator = i == length || isSeparator(at(sample, i, backwards));
      if (!separator) {
        continue;
      }
      if (!words || i > start) {
        number++;
        if (number == Math.abs(index)) {
          first = start;
        }
        if (first >= 0) {
          last = i;
          if (count > 0 && number - Math.abs(index) + 1 == count) {
            break;
          }
        }
      }
      start = i + 1;
    }
    if (first < 0) {
      sample.narrow(0, 0);
      return false;
    }
    if (count < 1 || number - Math.abs(index) + 1 < count) {
      last = length;
    }
    sample.narrow(backwards ? length - last : first, last - first);
    return true;
  }

  private static byte at(Sample sample, int index, boolean backwards) {
    return sample.at(backwards ? sample.length() - 1 - index : index);
  }

  private boolean isSeparator(byte b) {
    return TextConverters.contains(separators, b);
  }
}
