package io.haloom.model.load;

import io.haloom.config.Line;
import io.haloom.sample.CompileScope;

/** A line of a proxy section as the handler of its keyword sees it. */
final class ProxyLine extends KeywordLine {
  private final ProxyDraft proxy;

  ProxyLine(LoadContext context, Line line, ProxyDraft proxy) {
    super(context, line);
    this.proxy = proxy;
  }

  ProxyDraft proxy() {
    return proxy;
  }

  /** Where expressions of this line are compiled. */
  CompileScope scope() {
    return proxy.scope.at(line().file(), line().number());
  }

  /** Refuses the keyword in a defaults section. */
  void notInDefaults() throws LineException {
    if (proxy.isDefaults()) {
      throw new LineException("'" + keyword() + "' not allowed in 'defaults' section.");
    }
  }

  /** As {@link #notInDefaults}, in the other form of HAProxy's messages. */
  void tightNotInDefaults() throws LineException {
    if (proxy.isDefaults()) {
      throw LineException.tight("'" + keyword() + "' not allowed in 'defaults' section.");
    }
  }

  /** Warns where the section has no frontend. Returns whether it has one. */
  boolean wantsFrontend(String word) {
    return wants(proxy.hasFrontend(), word, "no frontend", "");
  }

  /** Warns where the section has no backend. Returns whether it has one. */
  boolean wantsBackend(String word) {
    return wants(proxy.hasBackend(), word, "no backend", "");
  }

  boolean wants(boolean capable, String word, String lack, String hint) {
    if (!capable) {
      warn(
          "'%s' ignored because %s '%s' has %s capability.%s"
              .formatted(word, proxy.typeName(), proxy.name(), lack, hint));
    }
    return capable;
  }
}
