package io.haloom.proxy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The servers of a backend in order, by name and by number. */
final class ServerList {
  private final List<Server> inOrder;
  private final Map<String, Server> byName = new ConcurrentHashMap<>();
  private final Map<Integer, Server> byId = new ConcurrentHashMap<>();

  ServerList(List<Server> servers) {
    inOrder = new CopyOnWriteArrayList<>(servers);
    servers.forEach(this::index);
  }

  private void index(Server server) {
    byName.put(server.name(), server);
    byId.put(server.id(), server);
  }

  List<Server> inOrder() {
    return inOrder;
  }

  Server byName(String name) {
    return byName.get(name);
  }

  Server byId(int id) {
    return byId.get(id);
  }

  /** The lowest number from 1 that no server has. */
  int freeId() {
    int id = 1;
    while (byId.containsKey(id)) {
      id++;
    }
    return id;
  }

  void add(Server server) {
    inOrder.add(server);
    index(server);
  }

  void remove(Server server) {
    inOrder.remove(server);
    byName.remove(server.name());
    byId.remove(server.id());
  }
}
