package io.haloom.admin.command;

import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.stream.accept.Listeners;
import java.util.concurrent.locks.ReentrantLock;

/** {@code enable}, {@code disable} and {@code shutdown} {@code frontend}, one at a time. */
final class FrontendSwitch {
  private final Targets targets;
  private final Listeners listeners;
  private final ReentrantLock lock = new ReentrantLock();

  FrontendSwitch(ProxyRuntime runtime, Listeners listeners) {
    this.targets = new Targets(runtime);
    this.listeners = listeners;
  }

  Reply disable(Request request) {
    Frontend frontend = targets.frontend(request.word(2));
    lock.lock();
    try {
      if (over(frontend)) {
        return Reply.notice("Frontend was previously shut down, cannot disable.\n");
      }
      if (frontend.state() != Frontend.State.OPEN) {
        return Reply.notice("All sockets are already disabled.\n");
      }
      listeners.pause(frontend);
      return Reply.DONE;
    } finally {
      lock.unlock();
    }
  }

  Reply enable(Request request) {
    Frontend frontend = targets.frontend(request.word(2));
    lock.lock();
    try {
      if (over(frontend)) {
        return Reply.error("Frontend was previously shut down, cannot enable.\n");
      }
      if (frontend.state() == Frontend.State.OPEN) {
        return Reply.notice("All sockets are already enabled.\n");
      }
      if (!listeners.resume(frontend).isEmpty()) {
        return Reply.error(
            "Failed to resume frontend, check logs for precise cause (port conflict?).\n");
      }
      return Reply.DONE;
    } finally {
      lock.unlock();
    }
  }

  Reply shutdown(Request request) {
    Frontend frontend = targets.frontend(request.word(2));
    lock.lock();
    try {
      if (over(frontend)) {
        return Reply.notice("Frontend was already shut down.\n");
      }
      listeners.stop(frontend);
      report(frontend);
      return Reply.DONE;
    } finally {
      lock.unlock();
    }
  }

  private void report(Frontend frontend) {
    for (Proxy proxy : frontend.runtime().proxies()) {
      if (proxy.frontend() == frontend) {
        proxy.reportStopped(frontend.runtime().events());
      }
    }
  }

  private static boolean over(Frontend frontend) {
    return frontend.config().disabled() || frontend.state() == Frontend.State.STOPPED;
  }
}
