package io.haloom.rule;

import io.haloom.sample.Checkpoint;
import io.haloom.sample.CompileException;
import io.haloom.sample.Expression;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code set-src}, {@code set-dst} and their ports. */
final class AddressActions {
  private AddressActions() {}

  static List<ActionWord> words() {
    return List.of(
        word("set-src", true, false),
        word("set-src-port", true, true),
        word("set-dst", false, false),
        word("set-dst-port", false, true));
  }

  private static ActionWord word(String name, boolean source, boolean port) {
    return ActionWord.of(
        name,
        ActionWord.requests(),
        (line, word) -> {
          Expression expression = expression(line);
          return port ? setPort(expression, source) : setAddress(expression, source);
        });
  }

  /** HAProxy judges these expressions as if they stood in HTTP rules, in all rule sets. */
  static Expression expression(ActionLine line) throws CompileException {
    Set<Checkpoint> places = EnumSet.noneOf(Checkpoint.class);
    if (line.scope().isFrontend()) {
      places.add(Checkpoint.FRONTEND_HTTP_REQUEST);
    }
    if (line.scope().isBackend()) {
      places.add(Checkpoint.BACKEND_HTTP_REQUEST);
    }
    return line.expression(places, null);
  }

  private static Action setAddress(Expression expression, boolean source) {
    return context -> {
      SocketAddress old = source ? context.source() : context.destination();
      Sample sample = new Sample();
      if (old != null && expression.evaluate(context, sample, SampleType.ADDR)) {
        int port = old instanceof InetSocketAddress inet ? inet.getPort() : 0;
        set(context, source, new InetSocketAddress(sample.address(), port));
      }
      return Verdict.CONTINUE;
    };
  }

  private static Action setPort(Expression expression, boolean source) {
    return context -> {
      SocketAddress old = source ? context.source() : context.destination();
      Sample sample = new Sample();
      if (old != null && expression.evaluate(context, sample, SampleType.SINT)) {
        InetAddress ip = old instanceof InetSocketAddress inet ? inet.getAddress() : any();
        set(context, source, new InetSocketAddress(ip, (int) sample.number() & 0xFFFF));
      }
      return Verdict.CONTINUE;
    };
  }

  private static void set(RuleContext context, boolean source, SocketAddress address) {
    if (source) {
      context.setSource(address);
    } else {
      context.setDestination(address);
    }
  }

  private static InetAddress any() {
    try {
      return Inet4Address.getByAddress(new byte[4]);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
