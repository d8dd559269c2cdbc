package io.haloom.admin.command;

import io.haloom.admin.CommandException;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;

/** Finds what a command names, or says what is wrong with the name as HAProxy does. */
final class Targets {
  private final ProxyRuntime runtime;

  Targets(ProxyRuntime runtime) {
    this.runtime = runtime;
  }

  /** A backend and a server's name that may or may not be one of its. */
  record Name(Backend backend, String server) {}

  /** The server that {@code backend/server} names. */
  Server server(String text) {
    if (text.startsWith("/")) {
      throw new CommandException("Require 'backend/server'.\n");
    }
    Server server = anyServer(text);
    if (server.backend().config().disabled()) {
      throw new CommandException("Proxy is disabled.\n");
    }
    return server;
  }

  /** As {@link #server}, of disabled proxies too. */
  Server anyServer(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || slash == text.length() - 1) {
      throw new CommandException("Require 'backend/server'.\n");
    }
    Backend backend = runtime.backend(text.substring(0, slash));
    if (backend == null) {
      throw new CommandException("No such backend.\n");
    }
    Server server = find(backend, text.substring(slash + 1));
    if (server == null) {
      throw new CommandException("No such server.\n");
    }
    return server;
  }

  /** By name, or by number after {@code #}. */
  private static Server find(Backend backend, String name) {
    return name.startsWith("#")
        ? backend.server(LeadingInteger.of(name.substring(1)))
        : backend.server(name);
  }

  /** The frontend of that name. */
  Frontend frontend(String name) {
    if (name.isEmpty()) {
      throw new CommandException("A frontend name is expected.\n");
    }
    Frontend frontend = runtime.frontend(name);
    if (frontend == null) {
      throw new CommandException("No such frontend.\n");
    }
    return frontend;
  }

  /** The backend of that name. */
  Backend backend(String name) {
    if (name.isEmpty()) {
      throw new CommandException("A backend name is expected.\n");
    }
    Backend backend = runtime.backend(name);
    if (backend == null) {
      throw new CommandException("No such backend.\n");
    }
    return backend;
  }

  /** The number of the proxy named, or the number given, which may be none's. */
  int proxyId(String text) {
    for (Proxy proxy : runtime.proxies()) {
      if (proxy.config().name().equals(text)) {
        return proxy.config().id();
      }
    }
    int id = LeadingInteger.of(text.startsWith("#") ? text.substring(1) : text);
    if (id == 0) {
      throw new CommandException("No such proxy.\n");
    }
    return id;
  }
}
