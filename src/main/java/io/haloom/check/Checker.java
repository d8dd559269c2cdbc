package io.haloom.check;

/** One kind of check. It keeps nothing between runs, and any number of threads may run it. */
interface Checker {

  /**
   * Runs the check once, on a virtual thread of the transport.
   *
   * @return what was found; a failure may also be thrown from wherever it is seen
   */
  CheckResult check(CheckRun run) throws CheckFailure;
}
