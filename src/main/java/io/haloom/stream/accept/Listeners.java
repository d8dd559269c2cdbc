package io.haloom.stream.accept;

import io.haloom.model.BindConfig;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ListenOptions;
import io.haloom.net.ListenRequest;
import io.haloom.net.Listener;
import io.haloom.proxy.BindListener;
import io.haloom.proxy.Events;
import io.haloom.proxy.Frontend;
import io.haloom.stream.SessionServices;
import io.haloom.stream.http.HttpMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;

/**
 * Opens, pauses and closes what the frontends listen on; commands and signals one at a time. What
 * was stopped stays so, and only what was paused is resumed.
 */
public final class Listeners {
  private final SessionServices services;
  private final HttpMode http;
  private final ToIntFunction<BindConfig> inherited;

  /** Acceptors that run; each may hold a connection that is no session yet. */
  private final AtomicInteger acceptors = new AtomicInteger();

  private final ReentrantLock change = new ReentrantLock();

  /**
   * Makes one.
   *
   * @param http runs sessions that speak HTTP
   * @param inherited a listening descriptor of the process before for that bind line, or -1
   */
  public Listeners(SessionServices services, HttpMode http, ToIntFunction<BindConfig> inherited) {
    this.services = services;
    this.http = http;
    this.inherited = inherited;
  }

  /** A bind line that could not be opened, with the reason in HAProxy's words. */
  public record Failure(BindConfig bind, String reason) {}

  /**
   * Binds every address of the frontend that is not bound yet; accepts nothing yet.
   *
   * @return what failed, empty when all are bound
   */
  public List<Failure> bind(Frontend frontend) {
    List<Failure> failures = new ArrayList<>();
    List<BindListener> left = new ArrayList<>(frontend.listeners());
    for (BindConfig bind : frontend.config().frontend().binds()) {
      BindListener known = take(left, bind);
      if (known != null) {
        known.config(bind);
        if (known.open()) {
          continue;
        }
      }
      try {
        int given = known == null ? given(bind) : known.takeKept();
        Listener listener = services.transport().listen(request(frontend, bind, given));
        if (known == null) {
          frontend.listeners().add(new BindListener(frontend, bind, listener));
        } else {
          known.reopen(listener);
        }
      } catch (IOException e) {
        failures.add(new Failure(bind, e.getMessage()));
      }
    }
    return failures;
  }

  /**
   * Takes the listener of this address, or null: the same in every configuration, and where several
   * lines have it, one after the other.
   */
  private static BindListener take(List<BindListener> left, BindConfig bind) {
    for (BindListener listener : left) {
      BindConfig.Endpoint endpoint = listener.config().endpoint();
      if (endpoint.inheritedFd() == bind.endpoint().inheritedFd()
          && Objects.equals(endpoint.address(), bind.endpoint().address())) {
        left.remove(listener);
        return listener;
      }
    }
    return null;
  }

  /** Begins to accept on every loop. */
  public void accept(Frontend frontend) {
    AtomicLong reported = new AtomicLong(System.nanoTime() - 10_000_000_000L);
    frontend.state(Frontend.State.OPEN);
    for (BindListener listener : frontend.listeners()) {
      Acceptor acceptor = new Acceptor(services, http, listener, reported);
      acceptors.addAndGet(services.transport().loops());
      services
          .transport()
          .startOnEachLoop("accept " + frontend.config().name(), loop -> run(acceptor));
    }
  }

  private void run(Acceptor acceptor) {
    try {
      acceptor.run();
    } finally {
      acceptors.decrementAndGet();
    }
  }

  /** Whether every listener is closed and what it accepted has become sessions. */
  public boolean quiet() {
    return acceptors.get() == 0;
  }

  /**
   * {@code disable frontend}, TTOU: the addresses are released until {@link #resume}, where the
   * frontend accepts.
   */
  public void pause(Frontend frontend) {
    change.lock();
    try {
      if (frontend.state() == Frontend.State.OPEN && !frontend.listeners().isEmpty()) {
        frontend.state(Frontend.State.PAUSED);
        frontend.listeners().forEach(BindListener::pause);
        report("Paused", frontend);
      }
    } finally {
      change.unlock();
    }
  }

  /**
   * {@code enable frontend}, TTIN, where the frontend is paused.
   *
   * @return what failed, empty when it accepts again or was not paused
   */
  public List<Failure> resume(Frontend frontend) {
    change.lock();
    try {
      if (frontend.state() != Frontend.State.PAUSED) {
        return List.of();
      }
      List<Failure> failures = bind(frontend);
      if (failures.isEmpty()) {
        accept(frontend);
        report("Resumed", frontend);
      } else {
        frontend.listeners().forEach(BindListener::pause);
      }
      return failures;
    } finally {
      change.unlock();
    }
  }

  /** Closes for good; sessions that live go on. */
  public void stop(Frontend frontend) {
    change.lock();
    try {
      frontend.state(Frontend.State.STOPPED);
      frontend.listeners().forEach(BindListener::close);
      frontend.listeners().forEach(listener -> release(frontend, listener));
    } finally {
      change.unlock();
    }
  }

  /** Closes what a paused bind line has kept. */
  private void release(Frontend frontend, BindListener listener) {
    int kept = listener.takeKept();
    if (kept < 0) {
      return;
    }
    try {
      services.transport().listen(request(frontend, listener.config(), kept)).close();
    } catch (IOException e) {
      services.runtime().defects().met(frontend.config(), "a kept socket", e);
    }
  }

  private void report(String done, Frontend frontend) {
    ProxyConfig config = frontend.config();
    String kind = config.isBackend() ? "proxy" : "frontend";
    String text = done + " " + kind + " " + config.name() + ".";
    services.runtime().events().warn(config, Events.WARNING, text);
  }

  /** The descriptor that the bind line names, or the process before had for it; or -1. */
  private int given(BindConfig bind) {
    return bind.endpoint().inheritedFd() >= 0
        ? bind.endpoint().inheritedFd()
        : inherited.applyAsInt(bind);
  }

  private ListenRequest request(Frontend frontend, BindConfig bind, int given) {
    ListenOptions options = bind.options();
    return new ListenRequest(bind.address(), given, backlog(frontend, bind), options);
  }

  /** The bind line's, else the frontend's, else its maxconn, as HAProxy does. */
  private int backlog(Frontend frontend, BindConfig bind) {
    if (bind.backlog() != 0) {
      return bind.backlog();
    }
    int ofFrontend = frontend.config().frontend().backlog();
    if (ofFrontend != 0) {
      return ofFrontend;
    }
    int limit = bind.maxconn() != 0 ? bind.maxconn() : frontend.maxconn();
    return limit != 0 ? limit : services.runtime().process().maxconn();
  }
}
