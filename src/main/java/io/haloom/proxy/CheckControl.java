package io.haloom.proxy;

/** What the rest of the process asks of the check service; the check package implements it. */
public interface CheckControl {

  /** Schedules the checks of a server added while running; its first is one interval from now. */
  void start(Server server);

  /** Ends the checks of a server that is being removed; one under way is aborted unreported. */
  void stop(Server server);

  /**
   * Brings the next active check forward ({@code fastinter} after {@code observe} saw an error).
   *
   * @param withinMillis at the latest after so long; a check due sooner stays
   */
  void hurry(Server server, int withinMillis);
}
