package io.haloom.model.load;

import io.haloom.model.Config;
import io.haloom.model.HttpConfig;
import io.haloom.model.Place;
import io.haloom.model.PoolConfig;
import io.haloom.net.ListenOptions;
import io.haloom.sample.Condition;
import io.haloom.sample.Expression;
import io.haloom.sample.LogFormat;
import io.haloom.sample.match.PatternReferences;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Records as indented text, leaving out what is null, zero, false or empty, and where things stand
 * in the file.
 */
final class ModelDump {
  private final StringBuilder out = new StringBuilder();

  private ModelDump() {}

  static String of(Config config) {
    ModelDump dump = new ModelDump();
    dump.value("config", config, 0);
    return dump.out.toString();
  }

  private void value(String name, Object value, int depth) {
    switch (value) {
      case null -> {}
      case Place place -> {}
      case PatternReferences patterns -> {}
      case Number n when n.intValue() == 0 -> {}
      case Boolean b when !b -> {}
      case Collection<?> c when c.isEmpty() -> {}
      case Map<?, ?> m when m.isEmpty() -> {}
      case ListenOptions.V6Only v when v == ListenOptions.V6Only.SYSTEM -> {}
      case PoolConfig p when p.equals(PoolConfig.DEFAULT) -> {}
      case HttpConfig h when h.equals(HttpConfig.NONE) -> {}
      case Record r -> record(name, r, depth);
      case List<?> l when l.get(0) instanceof Record -> {
        for (Object item : l) {
          value(name, item, depth);
        }
      }
      case Map<?, ?> m -> {
        line(name, "", depth);
        new TreeMap<Object, Object>(m).forEach((k, v) -> value(k.toString(), v, depth + 1));
      }
      default -> line(name, " " + text(value), depth);
    }
  }

  private void record(String name, Record record, int depth) {
    int start = out.length();
    line(name, "", depth);
    int body = out.length();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        value(component.getName(), component.getAccessor().invoke(record), depth + 1);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    if (out.length() == body) {
      out.setLength(start);
    }
  }

  private void line(String name, String text, int depth) {
    out.append("  ".repeat(depth)).append(name).append(text).append('\n');
  }

  private static String printable(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (byte b : bytes) {
      boolean plain = b >= ' ' && b < 0x7F;
      out.append(plain ? String.valueOf((char) b) : "\\x%02x".formatted(b & 0xFF));
    }
    return out.toString();
  }

  private static String text(Object value) {
    return switch (value) {
      case Condition c -> c == Condition.ALWAYS ? "always" : "condition";
      case LogFormat f -> "'" + f.source() + "'";
      case Expression e -> "expression";
      case byte[] b -> "'" + printable(b) + "'";
      case int[] pair -> pair[0] + "-" + pair[1];
      case InetSocketAddress a -> (a.getAddress().getHostAddress() + ":" + a.getPort());
      case InetAddress a -> a.getHostAddress();
      case List<?> l -> l.stream().map(ModelDump::text).toList().toString();
      case java.util.Set<?> s -> new TreeSet<Object>(s).toString();
      default ->
          value.getClass().isHidden()
              ? value.getClass().getSimpleName().replaceFirst("\\$\\$.*", "")
              : value.toString();
    };
  }
}
