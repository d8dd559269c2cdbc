package io.haloom.stream.facts;

import io.haloom.config.ConfigText;
import io.haloom.crypt.PasswordHash;
import io.haloom.model.UserlistConfig;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import io.haloom.proxy.state.OperatingState;
import io.haloom.sample.ProcessFacts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What fetches ask of the running proxies.
 *
 * @param environment the variables as the configuration left them
 */
public record RuntimeFacts(ProxyRuntime runtime, Map<String, String> environment)
    implements ProcessFacts {

  @Override
  public String environment(String name) {
    return environment.get(name);
  }

  @Override
  public int bufferSize() {
    return runtime.config().global().tune().bufsize();
  }

  @Override
  public int usableServers(String backend) {
    Backend b = runtime.backend(backend);
    return b == null ? -1 : b.activeUsable() != 0 ? b.activeUsable() : b.backupUsable();
  }

  @Override
  public int queued(String backend) {
    Backend b = runtime.backend(backend);
    return b == null ? -1 : b.totalQueued();
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
    return s != null && !s.inMaintenance() && s.operating() != OperatingState.STOPPED;
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
  public int connectionSlots(String backend) {
    Backend b = runtime.backend(backend);
    int slots = 0;
    for (Server s : b == null ? List.<Server>of() : b.servers()) {
      int maxqueue = s.config().share().limits().maxqueue();
      if (s.operating() == OperatingState.STOPPED) {
        continue;
      }
      if (s.maxconn() == 0 || maxqueue == 0) {
        return -1;
      }
      slots += s.maxconn() - s.sessions().get() + maxqueue - s.queued().get();
    }
    return slots;
  }

  @Override
  public int freeConnections(String backend) {
    Backend b = runtime.backend(backend);
    int free = 0;
    for (Server s : b == null ? new Server[0] : b.set().servers()) {
      if (s.maxconn() == 0) {
        return -1;
      }
      free += Math.max(0, s.dynamicLimit() - s.sessions().get());
    }
    return free;
  }

  @Override
  public int frontendRequestRate(String frontend) {
    Frontend f = runtime.frontend(frontend);
    return f == null ? -1 : f.requestRate().perSecond(System.currentTimeMillis());
  }

  @Override
  public int serverFreeConnections(String backend, String server) {
    Server s = server(backend, server);
    return s == null || s.maxconn() == 0 ? -1 : Math.max(0, s.dynamicLimit() - s.sessions().get());
  }

  @Override
  public int serverQueued(String backend, String server) {
    Server s = server(backend, server);
    return s == null ? -1 : s.queued().get();
  }

  @Override
  public int serverSessionRate(String backend, String server) {
    Server s = server(backend, server);
    return s == null ? -1 : s.sessionRate().perSecond(System.currentTimeMillis());
  }

  @Override
  public int serverWeight(String backend, String server) {
    Server s = server(backend, server);
    return s == null ? -1 : s.effectiveWeight();
  }

  @Override
  public int serverInitialWeight(String backend, String server) {
    Server s = server(backend, server);
    return s == null ? -1 : s.initialWeight();
  }

  @Override
  public int serverUserWeight(String backend, String server) {
    Server s = server(backend, server);
    return s == null ? -1 : s.userWeight();
  }

  @Override
  public boolean stopping() {
    return runtime.process().stopping();
  }

  @Override
  public String node() {
    return runtime.config().global().process().node().name();
  }

  @Override
  public int pid() {
    return (int) ProcessHandle.current().pid();
  }

  private Server server(String backend, String server) {
    Backend b = runtime.backend(backend);
    return b == null ? null : b.server(server);
  }

  @Override
  public boolean hasUser(String userlist, String user, String password) {
    UserlistConfig.User known = user(userlist, user);
    if (known == null || known.password() == null) {
      return false;
    }
    byte[] given = password.getBytes(StandardCharsets.ISO_8859_1);
    return known.insecure()
        ? MessageDigest.isEqual(given, ConfigText.bytes(known.password()))
        : PasswordHash.matches(given, ConfigText.bytes(known.password()));
  }

  @Override
  public Set<String> groupsOf(String userlist, String user) {
    UserlistConfig.User known = user(userlist, user);
    return known == null ? Set.of() : known.groups();
  }

  private UserlistConfig.User user(String userlist, String user) {
    UserlistConfig users = runtime.config().userlists().get(userlist);
    return users == null ? null : users.users().get(user);
  }
}
