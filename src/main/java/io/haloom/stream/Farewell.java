package io.haloom.stream;

/** How a client's connection ends, where not by a FIN behind all that it was sent. */
public final class Farewell {
  private boolean silent;
  private boolean reset;
  private boolean unread;

  /** Whether the client is to be dropped without a FIN or RST. */
  public void silentDrop(boolean wanted) {
    silent = wanted;
  }

  public boolean isSilent() {
    return silent;
  }

  /** The client is to get an RST: what it sent was not even taken. */
  public void endWithReset() {
    reset = true;
  }

  public boolean isReset() {
    return reset;
  }

  /** What the client sent stays unread, for which the system answers with an RST. */
  public void leaveUnread() {
    unread = true;
  }

  public boolean leavesUnread() {
    return unread;
  }
}
