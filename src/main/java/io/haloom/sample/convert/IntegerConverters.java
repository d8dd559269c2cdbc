package io.haloom.sample.convert;

import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.SampleType;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/** Arithmetic. Results that would not fit into 64 bits are cut to what does. */
final class IntegerConverters {
  private IntegerConverters() {}

  static List<ConverterWord> words() {
    return List.of(
        binary("add", IntegerConverters::add),
        binary("sub", IntegerConverters::subtract),
        binary("mul", IntegerConverters::multiply),
        binary("div", IntegerConverters::divide),
        binary("mod", IntegerConverters::remainder),
        binary("and", (a, b) -> a & b),
        binary("or", (a, b) -> a | b),
        binary("xor", (a, b) -> a ^ b),
        unary("cpl", a -> ~a),
        unary("neg", a -> a == Long.MIN_VALUE ? Long.MAX_VALUE : -a),
        test("bool", a -> a != 0),
        test("not", a -> a == 0),
        test("odd", a -> (a & 1) != 0),
        test("even", a -> (a & 1) == 0));
  }

  private static ConverterWord binary(String name, LongBinaryOperator operator) {
    return new ConverterWord(
        name,
        ArgSpec.of(1, ArgType.STR),
        SampleType.SINT,
        SampleType.SINT,
        args -> {
          Operand operand = Operand.of(args.text(0));
          return (context, sample) -> {
            Long value = operand.value(context);
            if (value == null) {
              return false;
            }
            sample.setInt(operator.applyAsLong(sample.number(), value));
            return true;
          };
        });
  }

  private static ConverterWord unary(String name, LongUnaryOperator operator) {
    return new ConverterWord(
        name,
        ArgSpec.NONE,
        SampleType.SINT,
        SampleType.SINT,
        args ->
            (context, sample) -> {
              sample.setInt(operator.applyAsLong(sample.number()));
              return true;
            });
  }

  private static ConverterWord test(String name, LongPredicate predicate) {
    return new ConverterWord(
        name,
        ArgSpec.NONE,
        SampleType.SINT,
        SampleType.BOOL,
        args ->
            (context, sample) -> {
              sample.setBool(predicate.test(sample.number()));
              return true;
            });
  }

  private static long add(long a, long b) {
    long sum = a + b;
    return ((a ^ sum) & (b ^ sum)) < 0 ? limit(a < 0) : sum;
  }

  private static long subtract(long a, long b) {
    long difference = a - b;
    return ((a ^ b) & (a ^ difference)) < 0 ? limit(a < 0) : difference;
  }

  private static long multiply(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    return high == low >> 63 ? low : limit(high < 0);
  }

  private static long divide(long a, long b) {
    return b == 0 || a == Long.MIN_VALUE && b == -1 ? Long.MAX_VALUE : a / b;
  }

  private static long remainder(long a, long b) {
    return b == 0 || b == -1 ? 0 : a % b;
  }

  private static long limit(boolean negative) {
    return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}
