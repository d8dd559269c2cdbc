package io.haloom.rule;

import io.haloom.sample.CompileException;
import java.util.EnumSet;
import java.util.List;

/** {@code use-service NAME}: the service answers in the place of a server. */
final class ServiceAction {
  private static final String EXPORTER = "prometheus-exporter";

  private ServiceAction() {}

  static List<ActionWord> words() {
    return List.of(
        ActionWord.of(
            "use-service", EnumSet.of(RulePlace.HTTP_REQUEST), (line, word) -> compile(line)));
  }

  private static Action compile(ActionLine line) throws CompileException {
    String service = line.peek();
    if (service.isEmpty()) {
      throw line.error("'use-service' expects a service name.");
    }
    if (service.startsWith("lua.")) {
      throw line.error("'use-service " + service + "' needs Lua, which is not supported");
    }
    if (!service.equals(EXPORTER)) {
      throw line.error("'" + service + "' unknown service name.");
    }
    line.next();
    return context -> {
      context.http().useService(service);
      return Verdict.ACCEPT;
    };
  }
}
