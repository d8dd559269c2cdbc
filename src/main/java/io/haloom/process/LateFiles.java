package io.haloom.process;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What the JDK opens when it is first needed, opened before the user and the root folder change and
 * it could not be any more.
 */
public final class LateFiles {
  private LateFiles() {}

  /** Opens all of it. */
  static void open() throws IOException {
    // Every jar of the class path.
    LateFiles.class.getClassLoader().getResource("none");
    // The zone's rules and, where the zone is the system's, /etc/localtime.
    boolean daylight = ZoneId.systemDefault().getRules().isDaylightSavings(Instant.now());
    // The system's source of randomness.
    new SecureRandom().setSeed(daylight ? 1 : 0);
  }
}
