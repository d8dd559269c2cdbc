package io.haloom.rule;

import io.haloom.sample.Checkpoint;
import io.haloom.sample.CompileScope;
import java.util.EnumSet;
import java.util.Set;

/** The rule sets of TCP (configuration manual, {@code tcp-request} and {@code tcp-response}). */
public enum RulePlace {
  CONNECTION("tcp-request connection", Checkpoint.FRONTEND_CONNECTION, null),
  SESSION("tcp-request session", Checkpoint.FRONTEND_SESSION, null),
  CONTENT("tcp-request content", Checkpoint.FRONTEND_CONTENT, Checkpoint.BACKEND_CONTENT),
  RESPONSE("tcp-response content", Checkpoint.FRONTEND_RESPONSE, Checkpoint.BACKEND_RESPONSE);

  private final String words;
  private final Checkpoint frontend;
  private final Checkpoint backend;

  RulePlace(String words, Checkpoint frontend, Checkpoint backend) {
    this.words = words;
    this.frontend = frontend;
    this.backend = backend;
  }

  /** The two words that start its lines. */
  public String words() {
    return words;
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
