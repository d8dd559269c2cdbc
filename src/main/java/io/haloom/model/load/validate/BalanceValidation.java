package io.haloom.model.load.validate;

import io.haloom.config.Diagnostics;
import io.haloom.model.BalanceConfig.Algorithm;
import io.haloom.model.HashInput;
import io.haloom.model.Option;
import io.haloom.model.load.draft.BackendDraft;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.sample.Checkpoint;
import io.haloom.sample.CompileException;
import io.haloom.sample.Expression;
import io.haloom.sample.Source;
import io.haloom.sample.compile.ExpressionParser;
import java.util.List;

/** What can only be told of {@code balance} once the whole section is read. */
final class BalanceValidation {
  private static final String PROBLEM =
      "%s '%s' [%s:%d]: error detected while parsing 'balance hash' expression '%s' which requires"
          + " information from %s, which is not available here.";

  private final Diagnostics diagnostics;

  BalanceValidation(LoadContext context) {
    this.diagnostics = context.diagnostics();
  }

  /** HAProxy falls back to roundrobin where an algorithm needs HTTP mode, and says so. */
  void mode(ProxyDraft proxy) {
    Algorithm algorithm = proxy.backend.algorithm;
    if (algorithm == null || !algorithm.needsHttp() || proxy.isHttp()) {
      return;
    }
    diagnostics.warning(
        "Layer 7 hash not possible for %s '%s' (needs 'mode http'). Falling back to round robin."
            .formatted(proxy.typeName(), proxy.name()));
    proxy.backend.algorithm = Algorithm.ROUNDROBIN;
    proxy.backend.hashInput = null;
  }

  /** {@code transparent} and {@code dispatch} beside {@code balance}. */
  void dispatch(ProxyDraft proxy) {
    BackendDraft backend = proxy.backend;
    if (backend.algorithm == null) {
      return;
    }
    if (proxy.options.contains(Option.TRANSPARENT)) {
      diagnostics.alert(
          "%s '%s' cannot use both transparent and balance mode."
              .formatted(proxy.typeName(), proxy.name()));
    } else if (backend.dispatch != null) {
      diagnostics.warning(
          "dispatch address of %s '%s' will be ignored in balance mode."
              .formatted(proxy.typeName(), proxy.name()));
      backend.dispatch = null;
    }
  }

  /** Compiles the expression of {@code balance hash}. */
  void expression(ProxyDraft proxy) {
    String text = proxy.backend.hashExpression;
    if (text == null) {
      return;
    }
    proxy.scope.at(proxy.place().file(), proxy.place().line());
    try {
      ExpressionParser parser =
          new ExpressionParser(proxy.scope, "in use-server or balance expression in");
      Expression expression = parser.parse(List.of(text), 0);
      places(proxy, text, expression);
      proxy.backend.hashInput = new HashInput.OfExpression(text, expression);
    } catch (CompileException e) {
      diagnostics.alert(
          "%s '%s' [%s:%d]: failed to parse 'balance hash' expression '%s' in : %s."
              .formatted(
                  proxy.typeName(),
                  proxy.name(),
                  proxy.place().file(),
                  proxy.place().line(),
                  text,
                  e.getMessage()));
    }
    proxy.scope.takeWarnings().forEach(diagnostics::warning);
  }

  private void places(ProxyDraft proxy, String text, Expression expression) {
    if (!expression.word().places().contains(Checkpoint.USE_SERVER)) {
      diagnostics.alert(
          PROBLEM.formatted(
              proxy.typeName(),
              proxy.name(),
              proxy.place().file(),
              proxy.place().line(),
              text,
              Source.phrase(expression.word().sources())));
    } else if (proxy.isHttp() && expression.word().sources().contains(Source.REQUEST_BUFFER)) {
      diagnostics.warning(
          "%s '%s' [%s:%d]: L6 sample fetch <%s> will be ignored in 'balance hash' expression in HTTP mode."
              .formatted(
                  proxy.typeName(),
                  proxy.name(),
                  proxy.place().file(),
                  proxy.place().line(),
                  text));
    }
  }
}
