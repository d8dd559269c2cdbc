package io.haloom.check;

/**
 * Which step a check is at, for what it reports when the step cannot go on.
 *
 * @param number from 1, 0 for a connection no rule asks for
 * @param where what is added to the text of errors and timeouts, empty for protocols of our own
 * @param comment the step's comment, or null
 * @param whenEmpty the status of a connection closed without an answer
 * @param whenLate the status of an answer that does not come in time
 */
record Position(
    int number, String where, String comment, CheckStatus whenEmpty, CheckStatus whenLate) {

  /** A step of a protocol that HAProxy knows itself. */
  static Position step(int number) {
    return new Position(number, "", null, CheckStatus.L7RSP, CheckStatus.L7TOUT);
  }

  Position whenEmpty(CheckStatus status) {
    return new Position(number, where, comment, status, whenLate);
  }

  Position whenLate(CheckStatus status) {
    return new Position(number, where, comment, whenEmpty, status);
  }

  String emptyResponse() {
    String text = Messages.emptyResponse(number);
    return comment == null ? text : text + " comment: '" + comment + "'";
  }
}
