package io.haloom.model.load.line;

import io.haloom.config.Line;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.word.LineException;
import io.haloom.sample.compile.CompileScope;

/** A line of a proxy section as the handler of its keyword sees it. */
public final class ProxyLine extends KeywordLine {
  private final ProxyDraft proxy;

  public ProxyLine(LoadContext context, Line line, ProxyDraft proxy) {
    super(context, line);
    this.proxy = proxy;
  }

  public ProxyDraft proxy() {
    return proxy;
  }

  /** Where expressions of this line are compiled. */
  public CompileScope scope() {
    proxy.scope.http(proxy.isHttp());
    return proxy.scope.at(line().file(), line().number());
  }

  /** Refuses the keyword in a defaults section. */
  public void notInDefaults() throws LineException {
    if (proxy.isDefaults()) {
      throw new LineException("'" + keyword() + "' not allowed in 'defaults' section.");
    }
  }

  /** As {@link #notInDefaults}, in the other form of HAProxy's messages. */
  public void tightNotInDefaults() throws LineException {
    if (proxy.isDefaults()) {
      throw LineException.tight("'" + keyword() + "' not allowed in 'defaults' section.");
    }
  }

  /** Refuses {@code no} and {@code default} before an option that does not know them. */
  public void positive() throws LineException {
    if (line().prefix() != Line.Prefix.NONE) {
      throw notNegatable();
    }
  }

  public LineException notNegatable() {
    return LineException.tight("negation/default is not supported for option '" + word(1) + "'.");
  }

  /** Warns where the section has no frontend. Returns whether it has one. */
  public boolean wantsFrontend(String word) {
    return wants(proxy.hasFrontend(), word, "no frontend", "");
  }

  /** Warns where the section has no backend. Returns whether it has one. */
  public boolean wantsBackend(String word) {
    return wants(proxy.hasBackend(), word, "no backend", "");
  }

  public boolean wants(boolean capable, String word, String lack, String hint) {
    if (!capable) {
      warn(
          "'%s' ignored because %s '%s' has %s capability.%s"
              .formatted(word, proxy.typeName(), proxy.name(), lack, hint));
    }
    return capable;
  }
}
