package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.model.Place;
import io.haloom.model.load.DynamicServer;
import io.haloom.proxy.Backend;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import io.haloom.tls.CertificateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code add server <backend>/<server> <address> [keywords]}: it starts in maintenance. */
final class AddServer implements Command {
  private final ProxyRuntime runtime;

  AddServer(ProxyRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public Reply run(Request request) {
    String target = request.word(2);
    int slash = target.indexOf('/');
    if (slash < 0 || slash == target.length() - 1) {
      return Reply.error("Require 'backend/server'.");
    }
    Backend backend = runtime.backend(target.substring(0, slash));
    if (backend == null) {
      return Reply.error("No such backend.");
    }
    if (!backend.config().backend().balance().isDynamic()) {
      return Reply.error("Backend must use a dynamic load balancing to support dynamic servers.");
    }
    String name = target.substring(slash + 1);
    List<String> words = new ArrayList<>(request.words().subList(2, request.words().size()));
    words.set(0, name);
    CertificateStore certificates = runtime.config().certificates();
    certificates.lock().lock();
    try {
      return add(backend, words, certificates);
    } finally {
      certificates.lock().unlock();
    }
  }

  private static Reply add(Backend backend, List<String> words, CertificateStore certificates) {
    DynamicServer parsed = DynamicServer.parse(backend.config(), words, certificates);
    String messages = parsed.messages().stream().map(m -> m + "\n").collect(Collectors.joining());
    if (parsed.config() == null) {
      return Reply.error(messages);
    }
    int id = parsed.config().id();
    Server twin = id == 0 ? null : backend.server(id);
    if (twin != null) {
      parsed.forget();
      return Reply.error(idTaken(twin));
    }
    try {
      Server added = backend.dynamicServers().add(parsed.config());
      if (parsed.enabled()) {
        added.check().health(added.check().rise());
        added.changes().ready();
      }
    } catch (IllegalArgumentException e) {
      parsed.forget();
      return Reply.error(messages + e.getMessage() + "\n");
    }
    return Reply.info(messages + "New server registered.\n");
  }

  private static String idTaken(Server twin) {
    Place place = twin.config().declared().place();
    return String.format(
        "'id' : custom id %d already used at %s:%d ('server %s').\n",
        twin.id(), place.file(), place.line(), twin.name());
  }
}
