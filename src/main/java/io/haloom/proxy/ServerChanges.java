package io.haloom.proxy;

import io.haloom.proxy.state.AdminBits;
import io.haloom.proxy.state.AdminFlag;
import io.haloom.proxy.state.CheckHealth;
import io.haloom.proxy.state.LeadingNumber;
import io.haloom.proxy.state.OperatingState;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What administrators, checks and name resolution may change of a server while it runs. Each change
 * takes the process's state lock, publishes a new {@link ServerSet}, is reported as HAProxy does,
 * and passes on to the servers that track this one.
 */
public final class ServerChanges {
  private final Server server;

  ServerChanges(Server server) {
    this.server = server;
  }

  /**
   * Changes address and port ({@code set server addr}, DNS). Sessions that live go on.
   *
   * @param address null leaves it; {@code port} 0 leaves it
   * @param by who did it, for the message ("stats socket command", "DNS")
   * @return the text HAProxy answers with
   */
  public String changeAddress(InetAddress address, int port, String by) {
    return lockedCall(() -> AddressChange.resolved(server, address, port, by));
  }

  /**
   * {@code set server addr}: both as written on the socket; the port may be null, or an offset with
   * its sign.
   *
   * @return the text HAProxy answers with
   */
  public String changeAddress(String address, String port, String by) {
    return lockedCall(() -> AddressChange.written(server, address, port, by));
  }

  /**
   * Its name has this address: it moves there, and leaves the maintenance it is in when the name
   * had none.
   */
  public void resolved(InetAddress address) {
    locked(
        () -> {
          AddressChange.resolved(server, address, 0, "DNS cache");
          if (AdminBits.has(server.state().admin(), AdminFlag.RESOLUTION_MAINT)) {
            server.state().clear(AdminFlag.RESOLUTION_MAINT);
            String full = server.fullName();
            server
                .backend()
                .runtime()
                .events()
                .warn(
                    server.backend().config(),
                    Events.NOTICE,
                    "Server " + full + " administratively READY thanks to valid DNS answer.");
          }
        });
  }

  /**
   * Its name has no address any more: it goes into maintenance and forgets the one it had.
   *
   * @param cause HAProxy's words, as {@code DNS NX status}
   */
  public void unresolved(String cause) {
    locked(
        () -> {
          server.state().set(AdminFlag.RESOLUTION_MAINT, cause);
          server.location().forget();
        });
  }

  /** {@code set server fqdn}: the name to resolve from now on. */
  public void fqdn(String name) {
    locked(
        () -> {
          server.location().fqdn(name);
          server.state().mark(AdminFlag.HOSTNAME_MAINT, true);
        });
  }

  /** Sets a flag; the message says "by" whom where HAProxy does. */
  public void setAdmin(AdminFlag flag, String cause) {
    locked(() -> server.state().set(flag, cause));
  }

  /** Clears flags; leaving maintenance starts checks afresh as HAProxy does. */
  public void clearAdmin(EnumSet<AdminFlag> flags) {
    locked(() -> flags.forEach(server.state()::clear));
  }

  /** {@code set server state maint}, {@code disable server}. */
  public void maintenance() {
    locked(
        () -> {
          server.state().set(AdminFlag.FORCED_MAINT, null);
          server.state().clear(AdminFlag.FORCED_DRAIN);
        });
  }

  /** {@code set server state drain}. */
  public void drain() {
    locked(
        () -> {
          server.state().set(AdminFlag.FORCED_DRAIN, null);
          server.state().clear(AdminFlag.FORCED_MAINT);
        });
  }

  /** {@code set server state ready}, {@code enable server}. */
  public void ready() {
    locked(
        () -> {
          server.state().clear(AdminFlag.FORCED_DRAIN);
          server.state().clear(AdminFlag.FORCED_MAINT);
        });
  }

  /**
   * {@code set weight}: a number or a percentage of the initial weight.
   *
   * @return null when done, or HAProxy's error text
   */
  public String changeWeight(String text) {
    return lockedCall(() -> WeightChange.apply(server, text));
  }

  /**
   * A check ended. Moves the counter, changes the state after exactly {@code fall} failures or
   * {@code rise} successes, counts and logs as HAProxy does.
   *
   * @param agent whether it was the agent's
   * @param verdict what it means
   */
  public void checkEnded(boolean agent, Server.CheckVerdict verdict, CheckHealth.Outcome outcome) {
    locked(() -> server.health().ended(agent, verdict, outcome));
  }

  /** {@code set server health up|stopping|down}. */
  public void forceHealth(OperatingState to) {
    locked(() -> server.health().force(server.health().check(), to));
  }

  /** {@code set server agent up|down}. */
  public void forceAgent(boolean up) {
    OperatingState to = up ? OperatingState.RUNNING : OperatingState.STOPPED;
    locked(() -> server.health().force(server.health().agent(), to));
  }

  public void maxconn(int value) {
    server.limit().maxconn(value);
    server.backend().limitsChanged();
    server.backend().queues().fill(server);
  }

  /**
   * {@code set maxconn server}, or an agent's word.
   *
   * @return null when done, or HAProxy's error text
   */
  public String changeMaxconn(String text) {
    if (text.isEmpty()) {
      return "Require <maxconn>.\n";
    }
    LeadingNumber number = LeadingNumber.of(text);
    if (number == null) {
      return "maxconn string empty or preceded by garbage";
    }
    if (!number.rest().isEmpty()) {
      return "Trailing garbage in maxconn string";
    }
    long value = number.value() < 0 ? Integer.MAX_VALUE : number.value();
    maxconn((int) Math.min(Integer.MAX_VALUE, value));
    return null;
  }

  /** Runs a change under the state lock. */
  void locked(Runnable change) {
    lockedCall(
        () -> {
          change.run();
          return null;
        });
  }

  private <T> T lockedCall(Supplier<T> change) {
    ReentrantLock lock = server.backend().runtime().stateLock();
    lock.lock();
    try {
      return change.get();
    } finally {
      lock.unlock();
    }
  }
}
