package io.haloom.admin;

/**
 * What a command answers.
 *
 * @param severity {@link Severity#DATA} for what was asked for, else how serious the message is
 * @param text as it is sent, empty for a command that worked and has nothing to say
 */
public record Reply(Severity severity, String text) {
  /** It worked, and there is nothing to say. */
  public static final Reply DONE = new Reply(Severity.DATA, "");

  /** What was asked for, line ends included. */
  public static Reply data(CharSequence text) {
    return new Reply(Severity.DATA, text.toString());
  }

  public static Reply error(String text) {
    return new Reply(Severity.ERROR, text);
  }

  public static Reply warning(String text) {
    return new Reply(Severity.WARNING, text);
  }

  public static Reply notice(String text) {
    return new Reply(Severity.NOTICE, text);
  }

  public static Reply info(String text) {
    return new Reply(Severity.INFO, text);
  }

  /** An error, or {@link #DONE} when {@code error} is null. */
  public static Reply errorOrDone(String error) {
    return error == null ? DONE : error(error);
  }
}
