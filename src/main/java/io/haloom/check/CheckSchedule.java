package io.haloom.check;

import io.haloom.http.HttpProtocols;
import io.haloom.proxy.Backend;
import io.haloom.proxy.CheckControl;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import io.haloom.sample.ProcessFacts;
import io.haloom.sample.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * The check service: when each check of each server runs. A check costs an entry of the process's
 * timers while it waits, and one virtual thread while it runs, however long its server takes.
 */
public final class CheckSchedule implements CheckControl, AutoCloseable {
  /** Shorter intervals do not dictate how far first checks are spread. */
  private static final int SPREAD_THRESHOLD = 1000;

  private final ProxyRuntime runtime;
  private final ProcessFacts facts;
  private final Variables ofProcess;
  private final CheckInterval interval;
  private final Checkers checkers;
  private final Map<Server, List<ScheduledCheck>> checks = new ConcurrentHashMap<>();

  /**
   * Makes a service that runs nothing yet.
   *
   * @param facts what expressions in check rules may ask of the process
   * @param ofProcess variables of scope {@code proc}
   * @param http how answers are read
   */
  public CheckSchedule(
      ProxyRuntime runtime, ProcessFacts facts, Variables ofProcess, HttpProtocols http) {
    this(runtime, facts, ofProcess, http, () -> ThreadLocalRandom.current().nextLong());
  }

  CheckSchedule(
      ProxyRuntime runtime,
      ProcessFacts facts,
      Variables ofProcess,
      HttpProtocols http,
      RandomGenerator random) {
    this.runtime = runtime;
    this.facts = facts;
    this.ofProcess = ofProcess;
    this.interval = new CheckInterval(() -> runtime.config().global().checks(), random);
    this.checkers = new Checkers(() -> runtime.config().global().tune(), http);
  }

  /**
   * Schedules the checks of all servers, as far from each other as their shortest interval allows,
   * and takes what {@link CheckControl} asks for from now on.
   */
  public void startAll() {
    List<ScheduledCheck> all = new ArrayList<>();
    for (Backend backend : runtime.backends()) {
      backend.servers().forEach(server -> all.addAll(register(server)));
    }
    int shortest =
        all.stream()
            .mapToInt(check -> CheckInterval.current(check.subject()))
            .filter(inter -> inter >= SPREAD_THRESHOLD)
            .min()
            .orElse(0);
    for (int i = 0; i < all.size(); i++) {
      ScheduledCheck check = all.get(i);
      check.dueIn(interval.first(check.subject(), shortest, i, all.size()));
    }
    runtime.checks(this);
  }

  private List<ScheduledCheck> register(Server server) {
    List<ScheduledCheck> own = new ArrayList<>(2);
    if (server.check().configured()) {
      own.add(new ScheduledCheck(this, new Subject(server, false)));
    }
    if (server.agent().configured()) {
      own.add(new ScheduledCheck(this, new Subject(server, true)));
    }
    if (!own.isEmpty()) {
      checks.put(server, own);
    }
    return own;
  }

  @Override
  public void start(Server server) {
    register(server).forEach(check -> check.dueIn(CheckInterval.current(check.subject())));
  }

  @Override
  public void stop(Server server) {
    List<ScheduledCheck> own = checks.remove(server);
    if (own != null) {
      own.forEach(ScheduledCheck::stop);
    }
  }

  @Override
  public void hurry(Server server, int withinMillis) {
    for (ScheduledCheck check : checks.getOrDefault(server, List.of())) {
      if (!check.subject().agent()) {
        check.hurry(withinMillis);
      }
    }
  }

  /** Ends all checks. */
  @Override
  public void close() {
    List.copyOf(checks.keySet()).forEach(this::stop);
  }

  // --- for the checks --------------------------------------------------------------------------

  CheckRun run(Subject subject) {
    return new CheckRun(subject, runtime.transport(), new CheckSamples(facts, ofProcess));
  }

  Checker checker(Subject subject) {
    return checkers.of(subject);
  }

  CheckInterval interval() {
    return interval;
  }
}
