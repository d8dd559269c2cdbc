package io.haloom.proxy;

import io.haloom.model.HealthConfig;
import io.haloom.model.Option;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;
import io.haloom.proxy.state.AdminBits;
import io.haloom.proxy.state.AdminFlag;
import io.haloom.proxy.state.CheckHealth;
import io.haloom.proxy.state.OperatingState;
import java.util.function.Consumer;

/**
 * Where one server stands: what administrators want, what checks say, and its weight.
 *
 * <p>Changed under the process's state lock only, because a change passes on to the servers that
 * track this one, in whatever backend they are. Each change is committed (the backend publishes a
 * new {@link ServerSet}) before it is reported, so that the numbers in a message are those after
 * it.
 */
final class ServerState {
  private final Server server;
  private final Backend backend;
  private final StateReport report;
  private final Slowstart slowstart;
  private final DownClock clock;
  private volatile int admin;
  private volatile OperatingState operating = OperatingState.RUNNING;
  private volatile int weight;
  private volatile int effectiveWeight;

  /** Of a server of the configuration. */
  ServerState(Server server) {
    this.server = server;
    this.backend = server.backend();
    this.report = new StateReport(server);
    this.clock = new DownClock(backend.runtime().timers());
    this.slowstart = new Slowstart(server, this);
    this.weight = server.config().share().weight();
    this.effectiveWeight = backend.scale().effective(weight);
    if (server.config().disabled()) {
      admin = AdminFlag.CONFIG_MAINT.bit() | AdminFlag.FORCED_MAINT.bit();
      operating = OperatingState.STOPPED;
      server.check().paused(true);
      server.check().health(0);
    }
    if (server.location().unresolved()) {
      admin |= AdminFlag.RESOLUTION_MAINT.bit();
      operating = OperatingState.STOPPED;
      server.check().paused(server.check().configured());
      server.check().health(0);
    }
  }

  /** Makes it a server added while running, which starts in maintenance. */
  void startInMaintenance() {
    int configured = server.config().disabled() ? AdminFlag.CONFIG_MAINT.bit() : 0;
    admin = AdminFlag.FORCED_MAINT.bit() | configured;
    operating = OperatingState.STOPPED;
  }

  // --- reading ---------------------------------------------------------------------------------

  int admin() {
    return admin;
  }

  OperatingState operating() {
    return operating;
  }

  int weight() {
    return weight;
  }

  int effectiveWeight() {
    return effectiveWeight;
  }

  DownClock clock() {
    return clock;
  }

  Slowstart slowstart() {
    return slowstart;
  }

  boolean inMaintenance() {
    return AdminBits.maintenance(admin);
  }

  boolean up() {
    return operating == OperatingState.RUNNING || operating == OperatingState.STARTING;
  }

  boolean usable() {
    return effectiveWeight > 0 && up() && !AdminBits.maintenance(admin) && !AdminBits.drain(admin);
  }

  // --- what checks and people say of its health ------------------------------------------------

  void stopped(StateCause cause) {
    if (inMaintenance() || operating == OperatingState.STOPPED) {
      return;
    }
    boolean alarming = operating != OperatingState.STOPPING && !AdminBits.drain(admin);
    int before = backend.state().usable();
    clock.changed();
    commit(OperatingState.STOPPED, admin);
    shutdownSessions();
    int requeued = backend.queues().redistribute(server);
    report.down(alarming, cause, requeued);
    backend.state().noteLoss(before);
    countDown();
    stillDraining(admin);
    trackers(tracker -> tracker.stopped(StateCause.NONE));
  }

  void running(StateCause cause) {
    if (inMaintenance() || up()) {
      return;
    }
    rise(slowstart.seconds() > 0 ? OperatingState.STARTING : OperatingState.RUNNING, cause);
    stillDraining(admin);
    trackers(tracker -> tracker.running(StateCause.NONE));
  }

  void stopping(StateCause cause) {
    if (inMaintenance() || operating == OperatingState.STOPPING) {
      return;
    }
    int before = backend.state().usable();
    clock.changed();
    commit(OperatingState.STOPPING, admin);
    int requeued = backend.queues().redistribute(server);
    report.stopping(cause, requeued);
    backend.state().noteLoss(before);
    stillDraining(admin);
    trackers(tracker -> tracker.stopping(StateCause.NONE));
  }

  /** A slow start that an earlier process was in the middle of begins anew. */
  void startAgain() {
    if (!inMaintenance() && slowstart.seconds() > 0) {
      rise(OperatingState.STARTING, StateCause.NONE);
    }
  }

  /** To UP, from down, or from a slow start to full speed. */
  private void rise(OperatingState next, StateCause cause) {
    int before = backend.state().usable();
    if (operating == OperatingState.STOPPED) {
      clock.upAgain();
    }
    clock.changed();
    operating = next;
    weigh();
    commit(operating, admin);
    backend.state().noteComeback(before);
    if (operating == OperatingState.STARTING) {
      slowstart.begin();
    }
    shutdownBackupSessions();
    int requeued = backend.queues().fill(server);
    report.up(cause, requeued);
    backend.state().noteLoss(before);
  }

  // --- weight ----------------------------------------------------------------------------------

  void weight(int value) {
    weight = value;
    reweigh();
  }

  /**
   * Computes the effective weight anew, in maintenance when that ends; a slow start that is over
   * ends here.
   */
  void reweigh() {
    if (inMaintenance()) {
      return;
    }
    if (operating == OperatingState.STARTING && slowstart.over()) {
      rise(OperatingState.RUNNING, StateCause.NONE);
    } else {
      int before = backend.state().usable();
      int old = effectiveWeight;
      weigh();
      if (effectiveWeight != old) {
        backend.publish();
        backend.state().noteLoss(before);
        backend.queues().fill(server);
      }
    }
    stillDraining(admin);
  }

  private void weigh() {
    effectiveWeight = slowstart.effectiveWeight(operating, weight);
  }

  // --- administration --------------------------------------------------------------------------

  void set(AdminFlag flag, String cause) {
    if (AdminBits.has(admin, flag)) {
      return;
    }
    administer(admin | flag.bit(), cause);
    if (AdminBits.others(admin, flag) == 0) {
      trackers(tracker -> tracker.set(AdminBits.inherited(flag), cause));
    }
  }

  void clear(AdminFlag flag) {
    if (!AdminBits.has(admin, flag)) {
      return;
    }
    administer(admin & ~flag.bit(), null);
    if (AdminBits.others(admin, flag) == 0) {
      trackers(tracker -> tracker.clear(AdminBits.inherited(flag)));
    }
  }

  /** Sets a flag that changes nothing else and passes to nobody ({@code set server fqdn}). */
  void mark(AdminFlag flag, boolean on) {
    admin = on ? admin | flag.bit() : admin & ~flag.bit();
  }

  private void administer(int after, String cause) {
    int before = admin;
    boolean was = AdminBits.maintenance(before);
    if (AdminBits.maintenance(after)) {
      if (was) {
        admin = after;
        report.staysInMaintenance(before, after);
      } else {
        enterMaintenance(after, cause);
      }
    } else if (was) {
      leaveMaintenance(before, after);
      stillDraining(after);
    } else if (AdminBits.drain(after) && !AdminBits.drain(before)) {
      enterDrain(after, cause);
    } else if (AdminBits.drain(before) && !AdminBits.drain(after)) {
      leaveDrain(before, after);
    } else {
      admin = after;
      stillDraining(after);
    }
  }

  private void enterMaintenance(int after, String cause) {
    CheckHealth check = server.check();
    if (check.enabled()) {
      check.paused(true);
      check.health(0);
    }
    if (operating == OperatingState.STOPPED) {
      admin = after;
      report.downEntersMaintenance(after, cause);
      return;
    }
    boolean alarming = operating != OperatingState.STOPPING && !AdminBits.drain(admin);
    int before = backend.state().usable();
    check.health(0);
    clock.changed();
    commit(OperatingState.STOPPED, after);
    shutdownSessions();
    int requeued = backend.queues().redistribute(server);
    report.enterMaintenance(alarming, after, cause, requeued);
    backend.state().noteLoss(before);
    countDown();
  }

  private void leaveMaintenance(int before, int after) {
    int usable = backend.state().usable();
    OperatingState next = server.health().comeback();
    boolean starts = next == OperatingState.STARTING || next == OperatingState.RUNNING;
    if (starts) {
      clock.upAgain();
      clock.changed();
    }
    operating = next;
    report.leaveMaintenance(before, after);
    weigh();
    commit(operating, after);
    if (operating == OperatingState.STARTING) {
      slowstart.begin();
    }
    backend.state().noteLoss(usable);
    backend.state().noteComeback(usable);
    shutdownBackupSessions();
    backend.queues().fill(server);
  }

  private void enterDrain(int after, String cause) {
    int before = backend.state().usable();
    drainChanged();
    commit(operating, after);
    int requeued = backend.queues().redistribute(server);
    report.enterDrain(after, cause, requeued);
    backend.state().noteLoss(before);
  }

  private void leaveDrain(int before, int after) {
    int usable = backend.state().usable();
    drainChanged();
    weigh();
    report.leaveDrain(before);
    commit(operating, after);
    backend.state().noteComeback(usable);
    backend.queues().fill(server);
  }

  /** Who drains is not down; who is down stays so, whether it is to drain or not. */
  private void drainChanged() {
    if (operating != OperatingState.STOPPED) {
      clock.changed();
    }
  }

  /** HAProxy says so again at each change of a draining server. */
  private void stillDraining(int now) {
    if (AdminBits.drain(now) && !AdminBits.maintenance(now)) {
      report.staysInDrain(now);
    }
  }

  // --- what follows a change -------------------------------------------------------------------

  private void commit(OperatingState next, int flags) {
    operating = next;
    admin = flags;
    backend.publish();
  }

  private void trackers(Consumer<ServerState> change) {
    for (Server tracker : server.trackers()) {
      change.accept(tracker.state());
    }
  }

  private void countDown() {
    server.counters().increment(Counters.ANYWHERE, Counter.DOWN_TRANSITIONS);
  }

  private void shutdownSessions() {
    server.connections().closeIdle();
    SessionRegistry sessions = backend.runtime().sessions();
    if (sessions != null && health().shutdownSessionsOnDown()) {
      sessions.shutdownServerSessions(server, 'D');
    }
  }

  private void shutdownBackupSessions() {
    SessionRegistry sessions = backend.runtime().sessions();
    boolean active = !server.config().share().backup() && effectiveWeight > 0;
    if (sessions != null && active && health().shutdownBackupOnUp()) {
      sessions.shutdownBackupSessions(backend, 'U');
    }
  }

  private HealthConfig health() {
    return server.config().health();
  }

  /** Whether checks are reported one by one, so that state changes need not repeat them. */
  boolean checksAreLogged() {
    return backend.config().has(Option.LOG_HEALTH_CHECKS);
  }
}
