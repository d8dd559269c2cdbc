package io.haloom.stream;

import io.haloom.model.BindConfig;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ListenOptions;
import io.haloom.net.ListenRequest;
import io.haloom.net.Listener;
import io.haloom.proxy.BindListener;
import io.haloom.proxy.Events;
import io.haloom.proxy.Frontend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;

/** Opens, pauses and closes what the frontends listen on. */
public final class Listeners {
  private final SessionServices services;
  private final ToIntFunction<BindConfig> inherited;

  /** Acceptors that run; each may hold a connection that is no session yet. */
  private final AtomicInteger acceptors = new AtomicInteger();

  /**
   * Makes one.
   *
   * @param inherited a listening descriptor of the process before for that bind line, or -1
   */
  public Listeners(SessionServices services, ToIntFunction<BindConfig> inherited) {
    this.services = services;
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
    for (BindConfig bind : frontend.config().frontend().binds()) {
      BindListener known = of(frontend, bind);
      if (known != null && known.open()) {
        continue;
      }
      try {
        Listener listener = services.transport().listen(request(frontend, bind));
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

  private static BindListener of(Frontend frontend, BindConfig bind) {
    for (BindListener listener : frontend.listeners()) {
      if (listener.config() == bind) {
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
      Acceptor acceptor = new Acceptor(services, listener, reported);
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

  /** {@code disable frontend}: the addresses are released until {@link #resume}. */
  public void pause(Frontend frontend) {
    close(frontend, Frontend.State.PAUSED);
    report("Paused", frontend);
  }

  /**
   * {@code enable frontend}.
   *
   * @return what failed, empty when it accepts again
   */
  public List<Failure> resume(Frontend frontend) {
    List<Failure> failures = bind(frontend);
    if (failures.isEmpty()) {
      accept(frontend);
      report("Resumed", frontend);
    } else {
      close(frontend, Frontend.State.PAUSED);
    }
    return failures;
  }

  /** Closes for good; sessions that live go on. */
  public void stop(Frontend frontend) {
    close(frontend, Frontend.State.STOPPED);
  }

  private void close(Frontend frontend, Frontend.State state) {
    frontend.state(state);
    for (BindListener listener : frontend.listeners()) {
      listener.close();
    }
  }

  private void report(String done, Frontend frontend) {
    ProxyConfig config = frontend.config();
    String kind = config.isBackend() ? "proxy" : "frontend";
    String text = done + " " + kind + " " + config.name() + ".";
    services.runtime().events().warn(config, Events.WARNING, text);
  }

  private ListenRequest request(Frontend frontend, BindConfig bind) {
    int old = bind.inheritedFd() >= 0 ? bind.inheritedFd() : inherited.applyAsInt(bind);
    ListenOptions options = bind.options();
    return new ListenRequest(bind.address(), old, backlog(frontend, bind), options);
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
