package io.haloom.log;

import io.haloom.model.GlobalConfig;
import io.haloom.model.LogTarget;
import io.haloom.model.LoggingConfig;
import io.haloom.model.RingConfig;
import io.haloom.sample.ByteText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Everything the process logs to. Targets of one address share a sender; it is made when the first
 * of them is. Safe from any thread.
 */
public final class Loggers implements AutoCloseable {
  private static final int BUILT_IN_RING_SIZE = 1 << 20;
  private static final int BUILT_IN_RING_LINE = 16384;

  private final Supplier<GlobalConfig> global;
  private final long pid = ProcessHandle.current().pid();
  private final LongAdder dropped = new LongAdder();
  private final Consumer<String> alerts;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Object, Logger[]> loggers = new IdentityHashMap<>();
  private final Map<String, LogSender> senders = new LinkedHashMap<>();
  private final Map<String, LogRing> rings = new LinkedHashMap<>();
  private final Map<String, LogTarget.Format> ringFormats = new LinkedHashMap<>();

  /**
   * @param global the global section of now
   * @param rings the ring sections
   * @param alerts is told once for each address when sending to it fails
   */
  public Loggers(
      Supplier<GlobalConfig> global, Collection<RingConfig> rings, Consumer<String> alerts) {
    this.global = global;
    this.alerts = alerts;
    addRing(
        new RingConfig(
            "buf0",
            "in-memory ring buffer",
            LogTarget.Format.TIMED,
            BUILT_IN_RING_LINE,
            BUILT_IN_RING_SIZE));
    rings.forEach(this::addRing);
  }

  private void addRing(RingConfig ring) {
    String description = ring.description() == null ? ring.name() : ring.description();
    rings.put(ring.name(), new LogRing(ring.name(), description, ring.maxLength(), ring.size()));
    ringFormats.put(ring.name(), ring.format());
  }

  /** The rings by name, in the order they were declared. */
  public Map<String, LogRing> rings() {
    return Map.copyOf(rings);
  }

  /** Lines that could not be sent so far ({@code DroppedLogs}). */
  public long dropped() {
    return dropped.sum();
  }

  /** The global section's tag. */
  String tag() {
    return global.get().logging().tag();
  }

  /** The loggers of a proxy: what they leave out, they count for it alone. */
  Logger[] of(LoggingConfig proxy) {
    return of(proxy, proxy.targets());
  }

  private Logger[] of(Object owner, List<LogTarget> targets) {
    lock.lock();
    try {
      return loggers.computeIfAbsent(
          owner, o -> targets.stream().map(t -> new Logger(t, output(t))).toArray(Logger[]::new));
    } finally {
      lock.unlock();
    }
  }

  /** The loggers of the global section. */
  Logger[] ofGlobal() {
    return of(global.get(), global.get().logging().targets());
  }

  private Consumer<LogMessage> output(LogTarget target) {
    String address = target.address();
    LogTarget.Format format = target.format();
    if (address.startsWith("ring@")) {
      return ringOutput(target, address.substring("ring@".length()));
    }
    LogHeader header =
        new LogHeader(
            format,
            target.facility(),
            target.minLevel(),
            global.get().logging().sendHostname(),
            pid);
    LogSender sender =
        senders.computeIfAbsent(address, a -> new LogSender(a, outputTo(a), dropped, alerts));
    return message -> sender.offer(new LogSender.Line(message, header, target.maxLength()));
  }

  private Consumer<LogMessage> ringOutput(LogTarget target, String name) {
    LogRing ring = rings.get(name);
    LogHeader header =
        new LogHeader(
            ringFormats.get(name),
            target.facility(),
            target.minLevel(),
            global.get().logging().sendHostname(),
            pid);
    return message -> {
      ByteText line = new ByteText();
      header.append(line, message);
      int textLength = Math.min(message.text().length, target.maxLength());
      ring.append(line.append(message.text(), 0, textLength).toBytes());
    };
  }

  private static LogOutput outputTo(String address) {
    return switch (address) {
      case "stdout", "fd@1" -> new StreamOutput(new FileOutputStream(FileDescriptor.out));
      case "stderr", "fd@2" -> new StreamOutput(new FileOutputStream(FileDescriptor.err));
      default -> {
        if (address.startsWith("fd@")) {
          yield new DescriptorOutput(Integer.parseInt(address.substring("fd@".length())));
        }
        int colon = address.lastIndexOf(':');
        yield address.startsWith("/") || colon < 0
            ? new UnixOutput(address)
            : new UdpOutput(udpAddress(address, colon));
      }
    };
  }

  private static InetSocketAddress udpAddress(String address, int colon) {
    String host = address.substring(0, colon);
    String literal = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    try {
      int port = Integer.parseInt(address.substring(colon + 1));
      return new InetSocketAddress(InetAddress.getByName(literal), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  /** Sends what is queued, and ends. */
  @Override
  public void close() {
    lock.lock();
    try {
      senders.values().forEach(LogSender::close);
      senders.clear();
    } finally {
      lock.unlock();
    }
  }
}
