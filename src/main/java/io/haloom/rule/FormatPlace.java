package io.haloom.rule;

import io.haloom.sample.Checkpoint;
import io.haloom.sample.CompileException;
import io.haloom.sample.LogFormat;
import io.haloom.sample.compile.CompileScope;
import io.haloom.sample.compile.LogFormatParser;
import io.haloom.sample.format.FormatOptions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where log formats stand that become part of a message.
 *
 * @param scope the section's
 * @param places where they are evaluated
 * @param context as messages about unknown names say it
 */
record FormatPlace(CompileScope scope, Set<Checkpoint> places, String context) {

  /** {@code http-error}: its replies are made while a request or a response is looked at. */
  static FormatPlace errors(CompileScope scope) {
    Set<Checkpoint> places =
        EnumSet.range(Checkpoint.FRONTEND_CONTENT, Checkpoint.FRONTEND_HTTP_RESPONSE_BODY);
    return new FormatPlace(scope, places, "in http-error directive in");
  }

  LogFormat compile(String text) throws CompileException {
    FormatOptions options = new FormatOptions(false, false, true, places);
    return new LogFormatParser(scope, context, scope.aliases(), options).parse(text);
  }
}
