package io.haloom.stats;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * What {@code show info} tells that no proxy knows; the program supplies it.
 *
 * @param version HAProxy's version with ours after it
 * @param releaseDate {@code year/month/day}
 * @param startMillis wall clock of the start
 * @param limits what the system and the command line allow
 * @param droppedLogs log lines that could not be sent so far
 * @param adminSockets stats sockets listened on
 * @param adminClients clients of the stats sockets now
 */
public record ProcessFigures(
    String version,
    String releaseDate,
    long startMillis,
    Limits limits,
    LongSupplier droppedLogs,
    IntSupplier adminSockets,
    IntSupplier adminClients) {

  /**
   * Limits of the process.
   *
   * @param descriptors most open descriptors ({@code Ulimit-n})
   * @param maxsock most sockets that the configuration may need
   * @param maxconn the connections they suffice for ({@code Hard_maxconn})
   * @param maxPipes the pipes for splicing that they leave room for ({@code Maxpipes})
   * @param memoryMegabytes {@code -m}, 0 for none
   */
  public record Limits(
      int descriptors, int maxsock, int maxconn, int maxPipes, int memoryMegabytes) {}
}
