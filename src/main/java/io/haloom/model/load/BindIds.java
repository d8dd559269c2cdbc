package io.haloom.model.load;

import io.haloom.model.BindConfig;
import java.util.ArrayList;
import java.util.List;

/** Numbers for the listeners that no {@code id} numbers. */
final class BindIds {
  private BindIds() {}

  /** The same binds, each with an id: its own, or the next free one from 1. */
  static List<BindConfig> assign(List<BindConfig> binds) {
    FreeIds ids = new FreeIds();
    binds.forEach(b -> ids.use(b.id()));
    List<BindConfig> numbered = new ArrayList<>();
    for (BindConfig bind : binds) {
      numbered.add(withId(bind, ids.take(bind.id())));
    }
    return List.copyOf(numbered);
  }

  private static BindConfig withId(BindConfig b, int id) {
    return new BindConfig(
        b.address(),
        b.inheritedFd(),
        b.written(),
        b.place(),
        b.name(),
        id,
        b.maxconn(),
        b.backlog(),
        b.acceptProxy(),
        b.acceptNetscalerCip(),
        b.level(),
        b.severityOutput(),
        b.exposeListeners(),
        b.options());
  }
}
