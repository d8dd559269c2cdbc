package io.haloom.model.load.validate;

import io.haloom.model.UserlistConfig;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.sample.compile.CompileScope;
import io.haloom.sample.compile.CompileScope.Section;

/** The names a configuration defines, for expressions that mention them. */
final class KnownNames implements CompileScope.KnownNames {
  private final LoadContext context;

  KnownNames(LoadContext context) {
    this.context = context;
  }

  @Override
  public Section frontend(String name) {
    ProxyDraft found = context.frontend(name);
    return section(found != null ? found : context.backend(name));
  }

  @Override
  public Section backend(String name) {
    ProxyDraft found = context.backend(name);
    return section(found != null ? found : context.frontend(name));
  }

  private static Section section(ProxyDraft proxy) {
    return proxy == null ? null : Section.valueOf(proxy.section().name());
  }

  @Override
  public boolean server(String backend, String server) {
    ProxyDraft proxy = context.backend(backend);
    return proxy != null && proxy.backend.server(server) != null;
  }

  @Override
  public boolean userlist(String name) {
    return context.userlists().containsKey(name);
  }

  @Override
  public boolean group(String userlist, String name) {
    UserlistConfig list = context.userlists().get(userlist);
    return list != null && list.groups().contains(name);
  }
}
