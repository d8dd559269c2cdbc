package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.count.Counter;
import java.util.function.IntToLongFunction;

/** {@code show activity}: what each event loop did, the sum first. */
final class ShowActivity implements Command {
  private final ProxyRuntime runtime;

  ShowActivity(ProxyRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public Reply run(Request request) {
    long micros = System.currentTimeMillis() * 1000;
    StringBuilder text = new StringBuilder();
    text.append("thread_id: 0 (1..").append(runtime.transport().loops()).append(")\n");
    text.append(String.format("date_now: %d.%06d%n", micros / 1_000_000, micros % 1_000_000));
    line("accepted", Counter.CONNECTIONS, text);
    line("sessions", Counter.SESSIONS, text);
    line("bytes_in", Counter.BYTES_IN, text);
    line("bytes_out", Counter.BYTES_OUT, text);
    return Reply.data(text);
  }

  private void line(String name, Counter counter, StringBuilder into) {
    IntToLongFunction ofLoop =
        loop -> {
          long sum = 0;
          for (Frontend frontend : runtime.frontends()) {
            sum += frontend.counters().get(loop, counter);
          }
          return sum;
        };
    int loops = runtime.transport().loops();
    long total = 0;
    StringBuilder each = new StringBuilder();
    for (int loop = 0; loop < loops; loop++) {
      long value = ofLoop.applyAsLong(loop);
      total += value;
      each.append(' ').append(value);
    }
    into.append(name).append(": ").append(total);
    into.append(loops == 1 ? "" : " [" + each + " ]").append('\n');
  }
}
