package io.haloom.rule;

import io.haloom.sample.Checkpoint;
import io.haloom.sample.compile.CompileScope;
import java.util.EnumSet;
import java.util.Set;

/**
 * The rule sets (configuration manual, {@code tcp-request}, {@code tcp-response}, {@code
 * http-request}, {@code http-response}, {@code http-after-response}).
 */
public enum RulePlace {
  CONNECTION("tcp-request connection", Checkpoint.FRONTEND_CONNECTION, null),
  SESSION("tcp-request session", Checkpoint.FRONTEND_SESSION, null),
  CONTENT("tcp-request content", Checkpoint.FRONTEND_CONTENT, Checkpoint.BACKEND_CONTENT),
  RESPONSE("tcp-response content", Checkpoint.FRONTEND_RESPONSE, Checkpoint.BACKEND_RESPONSE),
  HTTP_REQUEST("http-request", Checkpoint.FRONTEND_HTTP_REQUEST, Checkpoint.BACKEND_HTTP_REQUEST),
  HTTP_RESPONSE(
      "http-response", Checkpoint.FRONTEND_HTTP_RESPONSE, Checkpoint.BACKEND_HTTP_RESPONSE),
  HTTP_AFTER_RESPONSE(
      "http-after-response", Checkpoint.FRONTEND_HTTP_RESPONSE, Checkpoint.BACKEND_HTTP_RESPONSE);

  private final String words;
  private final Checkpoint frontend;
  private final Checkpoint backend;

  RulePlace(String words, Checkpoint frontend, Checkpoint backend) {
    this.words = words;
    this.frontend = frontend;
    this.backend = backend;
  }

  /** The words that start its lines. */
  public String words() {
    return words;
  }

  /** Whether its rules look at heads of HTTP messages. */
  public boolean isHttp() {
    return ordinal() >= HTTP_REQUEST.ordinal();
  }

  /** Whether it is the response that its rules look at. */
  public boolean isResponse() {
    return this == RESPONSE || this == HTTP_RESPONSE || this == HTTP_AFTER_RESPONSE;
  }

  /** Where expressions in it stand, as messages about unknown names say it. */
  String context() {
    return isHttp() && isResponse()
        ? "in http-response response in"
        : "in " + words + " expression in";
  }

  /** Where its samples are taken, in a section of that kind. */
  Set<Checkpoint> checkpoints(CompileScope scope) {
    Set<Checkpoint> places = EnumSet.noneOf(Checkpoint.class);
    if (scope.isFrontend() || backend == null) {
      places.add(frontend);
    }
    if (scope.isBackend() && backend != null) {
      places.add(backend);
    }
    return places;
  }
}
