package io.haloom.balance;

import io.haloom.model.BalanceConfig.HashFunction;
import io.haloom.proxy.BalanceKey;
import io.haloom.sample.Expression;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import java.nio.ByteBuffer;

/** {@code hash}: what an expression yields, as bytes. */
final class ExpressionKey implements HashKey {
  private final Expression expression;
  private final HashFunction function;

  ExpressionKey(Expression expression, HashFunction function) {
    this.expression = expression;
    this.function = function;
  }

  @Override
  public long hash(BalanceKey session, boolean alone) {
    SampleContext samples = session.samples();
    if (alone || samples == null) {
      return alone ? ANY : NONE;
    }
    Sample sample = new Sample();
    if (!expression.evaluate(samples, sample, SampleType.BIN)) {
      return NONE;
    }
    int from = sample.offset();
    return HashedBytes.hash(
        function, ByteBuffer.wrap(sample.bytes()), from, from + sample.length());
  }
}
