package io.haloom.check;

import io.haloom.model.CheckConfig;
import io.haloom.model.CheckStep;

/** The server line's connection, closed with a FIN: some servers take offence at a reset. */
final class LingeringConnect {
  static final CheckStep.Connect STEP =
      new CheckStep.Connect(
          true,
          null,
          0,
          null,
          false,
          false,
          true,
          new CheckConfig.Tls(false, null, null),
          null,
          null);

  private LingeringConnect() {}
}
