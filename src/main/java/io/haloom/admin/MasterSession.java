package io.haloom.admin;

import io.haloom.model.BindConfig;
import io.haloom.model.BindConfig.Level;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Serves one client of the master CLI (HAProxy management guide, section 9.4). Each command goes to
 * the master, to this worker or to another one, by a prefix or by the target chosen before; each is
 * a connection of its own there, so that only level and modes are kept from one to the next.
 */
final class MasterSession implements Runnable {
  private static final long TO_MASTER = 0;
  private static final long NOBODY = -1;

  /** How long a client that has sent its end waits for a worker that answers nothing. */
  private static final int PATIENCE_MILLIS = 1000;

  private final AdminChannel channel;
  private final BindConfig bind;
  private final AdminServer.Limits limits;
  private final Tables tables;
  private final CommandReader commands;
  private Level level;
  private boolean prompt;
  private boolean expert;
  private boolean experimental;
  private SeverityOutput severity;
  private boolean leaving;
  private long target = TO_MASTER;

  /**
   * Who answers.
   *
   * @param control the master
   * @param master its commands
   * @param worker the commands of this process
   */
  record Tables(MasterControl control, CommandTable master, CommandTable worker) {}

  MasterSession(AdminChannel channel, BindConfig bind, AdminServer.Limits limits, Tables tables) {
    this.channel = channel;
    this.bind = bind;
    this.limits = limits;
    this.tables = tables;
    this.level = bind.stats().level();
    this.severity = SeverityOutput.values()[bind.stats().severityOutput()];
    this.commands = new CommandReader(channel, limits.lineSize(), this::askForMore);
  }

  @Override
  public void run() {
    try {
      do {
        if (!commands.next(0)) {
          break;
        }
        if (commands.problem() == null) {
          execute(commands.line().strip(), commands.payload());
        } else {
          refuse(commands.problem().text());
        }
        prompt();
      } while (!leaving && (prompt || commands.pending()));
      channel.shutdownOutput();
    } catch (IOException e) {
      // The client left, or takes nothing: there is nobody to tell.
      return;
    } finally {
      channel.close();
    }
  }

  private void askForMore() throws IOException {
    if (prompt) {
      send("+ ");
    }
  }

  private void execute(String line, String body) throws IOException {
    List<String> words = CommandWords.words(line, body != null);
    String first = words.isEmpty() ? "" : words.get(0);
    if (!first.startsWith("@")) {
      if (!changes(words)) {
        forward(target, line, body);
      }
      return;
    }
    long chosen = target(first.substring(1));
    if (chosen == NOBODY) {
      refuse("Can't find the target PID matching the prefix '" + first + "'\n");
    } else if (words.size() == 1) {
      target = chosen;
    } else {
      forward(chosen, line.substring(first.length()).stripLeading(), body);
    }
  }

  /** The pid that a prefix means; of relative ones there is 1, the worker that serves, this one. */
  private long target(String prefix) {
    if (prefix.isEmpty() || prefix.equals("master") || prefix.equals("0")) {
      return TO_MASTER;
    }
    boolean absolute = prefix.startsWith("!");
    try {
      long pid = Long.parseLong(absolute ? prefix.substring(1) : prefix);
      if (!absolute) {
        return pid == 0 ? TO_MASTER : pid == 1 ? ProcessHandle.current().pid() : NOBODY;
      }
      return tables.control().isWorker(pid) ? pid : NOBODY;
    } catch (NumberFormatException e) {
      return NOBODY;
    }
  }

  /** Whether the words are for this session alone. */
  private boolean changes(List<String> words) throws IOException {
    boolean on = words.size() > 1 && words.get(1).equals("on");
    switch (words.isEmpty() ? "" : words.get(0)) {
      case "prompt" -> prompt = !prompt;
      case "quit" -> leaving = true;
      case "operator" -> lower(Level.OPERATOR);
      case "user" -> lower(Level.USER);
      case "expert-mode" -> expert = permitted() && on;
      case "experimental-mode" -> experimental = permitted() && on;
      case "set" -> {
        return words.size() > 1 && words.get(1).equals("severity-output") && mark(words);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** {@code set severity-output}: of what is answered from now on, whoever answers. */
  private boolean mark(List<String> words) throws IOException {
    SeverityOutput wanted = words.size() > 2 ? SeverityOutput.of(words.get(2)) : null;
    if (wanted == null) {
      refuse(SeverityOutput.WORDS);
    } else {
      severity = wanted;
    }
    return true;
  }

  private void lower(Level to) throws IOException {
    if (level.compareTo(to) < 0) {
      refuse("Permission denied!\n");
    } else {
      level = to;
    }
  }

  private boolean permitted() throws IOException {
    if (level != Level.ADMIN) {
      refuse("Permission denied!\n");
    }
    return level == Level.ADMIN;
  }

  private void refuse(String text) throws IOException {
    send(text);
    leaving = true;
  }

  private void forward(long to, String line, String body) throws IOException {
    if (to == TO_MASTER) {
      run(tables.master(), line, body);
    } else if (to == ProcessHandle.current().pid()) {
      run(tables.worker(), line, body);
    } else {
      pass(tables.control().socketOf(to), line, body);
    }
  }

  private void run(CommandTable table, String line, String body) throws IOException {
    Client client = new Client(channel, bind, limits.timeoutMillis());
    client.level(level);
    client.expert(expert);
    client.experimental(experimental);
    client.severityOutput(severity);
    client.answer(table.run(new Request(CommandWords.words(line, body != null), body, client)));
    boolean bare = client.takeWithoutLineEnd();
    if (table == tables.master() && client.leaving()) {
      leaving = true;
    } else if (!bare) {
      send("\n");
    }
  }

  /** Asks another worker, and passes on what it answers. */
  private void pass(String socket, String line, String body) throws IOException {
    if (socket == null) {
      refuse("Can't connect to the target CLI!\n");
      return;
    }
    StringBuilder text = new StringBuilder();
    if (level != Level.ADMIN) {
      text.append(level.name().toLowerCase(Locale.ROOT)).append(" -\n");
    }
    text.append(expert ? "expert-mode on -\n" : "");
    text.append(experimental ? "experimental-mode on -\n" : "");
    text.append(severity == SeverityOutput.NONE ? "" : "set severity-output " + severity.word());
    text.append(severity == SeverityOutput.NONE ? "" : " -\n");
    text.append(line).append('\n').append(ending(body));
    try (AdminChannel other = new UnixAdminChannel(UnixAdminChannel.connect(socket))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
      other.write(bytes, PATIENCE_MILLIS);
      pass(other);
    } catch (IOException e) {
      refuse("Can't connect to the target CLI!\n");
    }
  }

  private void pass(AdminChannel other) throws IOException {
    ByteBuffer part = ByteBuffer.allocate(16384);
    int count;
    do {
      count = other.read(part.clear(), PATIENCE_MILLIS);
      if (count > 0) {
        channel.write(part.flip(), limits.timeoutMillis());
      }
    } while (count > 0 || count == 0 && !commands.ended());
    leaving |= count == 0;
  }

  /** A payload as it is sent: its lines, and an empty one. */
  private static String ending(String body) {
    return body == null ? "" : body.isEmpty() ? "\n" : body + "\n\n";
  }

  private void prompt() throws IOException {
    if (!prompt || leaving) {
      return;
    }
    String who =
        target != TO_MASTER
            ? Long.toString(target)
            : "master" + (tables.control().reloadFailed() ? "[ReloadFailed]" : "");
    String modes = (experimental ? "x" : "") + (expert ? "e" : "");
    send(who + (modes.isEmpty() ? "" : "(" + modes + ")") + "> ");
  }

  private void send(String text) throws IOException {
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), limits.timeoutMillis());
  }
}
