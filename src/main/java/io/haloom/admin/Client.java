package io.haloom.admin;

import io.haloom.config.ConfigText;
import io.haloom.model.BindConfig;
import io.haloom.model.BindConfig.Level;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What is known of one client of the stats socket, and how commands speak to it. */
public final class Client {
  /** Characters that are sent at once. */
  private static final int PIECE = 16 * 1024;

  private final AdminChannel channel;
  private final BindConfig bind;
  private Level level;
  private SeverityOutput severityOutput;
  private int timeoutMillis;
  private boolean prompt;
  private boolean expert;
  private boolean experimental;
  private boolean withoutLineEnd;
  private boolean leaving;

  Client(AdminChannel channel, BindConfig bind, int timeoutMillis) {
    this.channel = channel;
    this.bind = bind;
    this.level = bind.stats().level();
    this.severityOutput = SeverityOutput.values()[bind.stats().severityOutput()];
    this.timeoutMillis = timeoutMillis;
  }

  /** The bind line it came by. */
  public BindConfig bind() {
    return bind;
  }

  /** What it may do now. */
  public Level level() {
    return level;
  }

  /** Lowers what it may do. */
  public void level(Level value) {
    level = value;
    expert = false;
    experimental = false;
  }

  public void severityOutput(SeverityOutput value) {
    severityOutput = value;
  }

  /** How long it may be silent, or take nothing of an answer; milliseconds, 0 for ever. */
  public int timeoutMillis() {
    return timeoutMillis;
  }

  public void timeoutMillis(int value) {
    timeoutMillis = value;
  }

  /** Interactive mode. */
  public boolean prompt() {
    return prompt;
  }

  public void prompt(boolean value) {
    prompt = value;
  }

  public boolean expert() {
    return expert;
  }

  public void expert(boolean value) {
    expert = value;
  }

  public boolean experimental() {
    return experimental;
  }

  public void experimental(boolean value) {
    experimental = value;
  }

  /** The empty line after this answer is left out. */
  public void withoutLineEnd() {
    withoutLineEnd = true;
  }

  /** True once after {@link #withoutLineEnd()}. */
  boolean takeWithoutLineEnd() {
    boolean was = withoutLineEnd;
    withoutLineEnd = false;
    return was;
  }

  /** The connection ends without another word. */
  public void leave() {
    leaving = true;
  }

  boolean leaving() {
    return leaving;
  }

  /** The descriptor of its UNIX socket, or -1. */
  public int descriptor() {
    return channel.descriptor();
  }

  /** Whether the client has sent anything, or left, since the last command; does not wait. */
  public boolean interrupted() throws IOException {
    return channel.readAvailable(ByteBuffer.allocate(1)) != 0;
  }

  /** Sends a part of an answer now; in pieces, for the system's copy is as large as a piece. */
  public void send(String text) throws IOException {
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + PIECE);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      channel.write(ByteBuffer.wrap(ConfigText.bytes(text.substring(from, to))), timeoutMillis);
      from = to;
    }
  }

  /**
   * Sends an answer, whose last line is a whole one: clients read up to the empty line after it.
   */
  void answer(Reply reply) throws IOException {
    String text = reply.text();
    if (!text.isEmpty()) {
      String whole = text.endsWith("\n") ? text : text + "\n";
      send(reply.severity().mark(severityOutput, whole));
    }
  }
}
