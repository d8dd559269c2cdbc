package io.haloom.resolve;

import io.haloom.proxy.Backend;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import io.haloom.resolve.NameLookup.Answer;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks up the names of servers again and again where {@code haloom.follow-names} asks for it, on a
 * platform thread of its own because the system's resolver blocks. Without it names are looked up
 * at start only, as by HAProxy without {@code resolvers}. A server moves when its address is no
 * longer among those of its name, and goes into maintenance when the name has had none for a while
 * ({@code hold valid} and {@code hold nx} of HAProxy's resolvers are the model). When no name
 * server answers, all stays as it is.
 */
public final class NameUpdates implements AutoCloseable {
  /** {@code hold valid}: from one look-up of a name to the next. */
  private static final long PERIOD_MILLIS = 10_000;

  /** {@code hold nx}: for how long the last address is used after its name ceased to exist. */
  private static final long HOLD_GONE_MILLIS = 30_000;

  private final ProxyRuntime runtime;
  private final NameLookup lookup;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, Long> lastValid = new HashMap<>();

  public NameUpdates(ProxyRuntime runtime, NameLookup lookup) {
    this.runtime = runtime;
    this.lookup = lookup;
  }

  /** Starts the thread, when it is asked for and any server has a name. */
  public void start() {
    if (!runtime.config().global().process().followNames() || byName().isEmpty()) {
      return;
    }
    lookedUpAtStart();
    Thread.ofPlatform().daemon().name("haloom-names").start(this::run);
  }

  /** Names were looked up when the configuration was read. */
  void lookedUpAtStart() {
    byName().keySet().forEach(name -> lastValid.put(name, runtime.timers().nowMillis()));
  }

  private void run() {
    try {
      while (!closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        round();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks up every name once. */
  void round() {
    for (Map.Entry<String, List<Server>> entry : byName().entrySet()) {
      if (closed.getCount() == 0) {
        return;
      }
      look(entry.getKey(), entry.getValue());
    }
  }

  private void look(String name, List<Server> servers) {
    try {
      if (lookup.addresses(name) instanceof Answer.Addresses found) {
        apply(name, found.addresses(), servers);
      }
    } catch (RuntimeException | Error e) {
      runtime.defects().met(null, "looking up " + name, e);
    }
  }

  private Map<String, List<Server>> byName() {
    Map<String, List<Server>> servers = new TreeMap<>();
    for (Backend backend : runtime.backends()) {
      for (Server server : backend.servers()) {
        if (server.fqdn() != null) {
          String name = server.fqdn().toLowerCase(Locale.ROOT);
          servers.computeIfAbsent(name, key -> new ArrayList<>()).add(server);
        }
      }
    }
    return servers;
  }

  private void apply(String name, List<InetAddress> addresses, List<Server> servers) {
    long now = runtime.timers().nowMillis();
    if (!addresses.isEmpty()) {
      lastValid.put(name, now);
      servers.forEach(server -> server.changes().resolved(AddressChoice.of(server, addresses)));
    } else if (now - lastValid.getOrDefault(name, now - HOLD_GONE_MILLIS) >= HOLD_GONE_MILLIS) {
      servers.forEach(server -> server.changes().unresolved("DNS NX status"));
    }
  }

  /** Ends the thread, at the latest when the look-up it is in returns. */
  @Override
  public void close() {
    closed.countDown();
  }
}
