package io.haloom.stream;

import io.haloom.proxy.Backend;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import io.haloom.sample.ProcessFacts;

/** What fetches ask of the running proxies. */
public record RuntimeFacts(ProxyRuntime runtime) implements ProcessFacts {

  @Override
  public int usableServers(String backend) {
    Backend b = runtime.backend(backend);
    return b == null ? -1 : b.activeUsable() != 0 ? b.activeUsable() : b.backupUsable();
  }

  @Override
  public int queued(String backend) {
    Backend b = runtime.backend(backend);
    return b == null ? -1 : b.queued().get();
  }

  @Override
  public int frontendSessions(String frontend) {
    Frontend f = runtime.frontend(frontend);
    return f == null ? -1 : f.sessions().get();
  }

  @Override
  public int backendSessions(String backend) {
    Backend b = runtime.backend(backend);
    return b == null ? -1 : b.sessions().get();
  }

  @Override
  public int serverSessions(String backend, String server) {
    Server s = server(backend, server);
    return s == null ? -1 : s.sessions().get();
  }

  @Override
  public boolean serverUp(String backend, String server) {
    Server s = server(backend, server);
    return s != null && s.usable();
  }

  @Override
  public int frontendSessionRate(String frontend) {
    Frontend f = runtime.frontend(frontend);
    return f == null ? -1 : f.sessionRate().perSecond(System.currentTimeMillis());
  }

  @Override
  public int backendSessionRate(String backend) {
    Backend b = runtime.backend(backend);
    return b == null ? -1 : b.sessionRate().perSecond(System.currentTimeMillis());
  }

  @Override
  public String node() {
    return runtime.config().global().process().node();
  }

  @Override
  public int pid() {
    return (int) ProcessHandle.current().pid();
  }

  private Server server(String backend, String server) {
    Backend b = runtime.backend(backend);
    return b == null ? null : b.server(server);
  }
}
