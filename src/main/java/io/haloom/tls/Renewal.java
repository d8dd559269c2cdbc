package io.haloom.tls;

import io.haloom.net.TlsException;
import io.haloom.net.tls.TlsContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Other contexts for bind lines and servers: all of them are made first, and then used, or none is.
 * Connections keep what they have. Used under the store's lock.
 */
final class Renewal {
  private final Map<TlsInstance, TlsInstance> instances = new LinkedHashMap<>();
  private final Map<TlsServer, TlsContext> servers = new LinkedHashMap<>();

  private Renewal() {}

  /**
   * Makes them.
   *
   * @param next what their certificate has become, or null where that is the same
   * @throws TlsException where OpenSSL does not take one, with a dot for each that was tried, and
   *     the reason; nothing has changed then
   */
  static Renewal of(
      Collection<TlsInstance> instances, Collection<TlsServer> servers, CertificateParts next)
      throws TlsException {
    Renewal made = new Renewal();
    int tried = 0;
    try {
      for (TlsInstance old : instances) {
        tried++;
        CertificateParts parts = next == null ? old.entry.stored().parts() : next;
        TlsInstance one = new TlsInstance(old.bind, old.entry, parts);
        made.instances.put(old, one);
        one.chosen();
      }
      for (TlsServer server : servers) {
        tried++;
        made.servers.put(server, server.renewed(next == null ? server.parts() : next));
      }
      return made;
    } catch (TlsException e) {
      made.instances.values().forEach(TlsInstance::close);
      made.servers.values().forEach(TlsContext::close);
      throw new TlsException(".".repeat(tried) + "\n" + e.getMessage());
    }
  }

  /**
   * Has whoever shakes hands from now on use them.
   *
   * @return how many they are
   */
  int use() {
    Map<TlsBind, Map<TlsInstance, TlsInstance>> binds = new HashMap<>();
    instances.forEach(
        (old, made) -> {
          binds.computeIfAbsent(old.bind, bind -> new HashMap<>()).put(old, made);
          old.entry.instances().replaceAll(one -> one == old ? made : one);
          old.entry.stored().instances().replaceAll(one -> one == old ? made : one);
        });
    binds.forEach(TlsBind::replace);
    instances.keySet().forEach(TlsInstance::close);
    servers.forEach(TlsServer::use);
    return instances.size() + servers.size();
  }
}
