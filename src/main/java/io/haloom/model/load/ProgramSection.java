package io.haloom.model.load;

import io.haloom.config.Line;
import io.haloom.config.SectionParser;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The {@code program} section, which HAProxy's master process runs (HAProxy manual, section 3.5).
 * There is no master here: what is wrong with the section is refused, and a warning tells that the
 * service manager has to start its command.
 */
final class ProgramSection implements SectionParser {
  private final LoadContext context;
  private final Set<String> names = new HashSet<>();
  private Line opened;
  private String command;
  private boolean user;
  private boolean group;
  private boolean broken;

  ProgramSection(LoadContext context) {
    this.context = context;
  }

  @Override
  public void parse(Line line) {
    try {
      keyword(new KeywordLine(context, line));
    } catch (LineException e) {
      broken = true;
      context.diagnostics().alert(e.text(line.location()));
    }
  }

  private void keyword(KeywordLine line) throws LineException {
    switch (line.keyword()) {
      case "program" -> open(line);
      case "command" -> {
        requireWord(line, "expects a command with optional arguments separated in words.");
        command = String.join(" ", line.from(1));
      }
      case "option" -> option(line);
      case "user" -> user(line);
      case "group" -> group(line);
      default ->
          throw new LineException("unknown keyword '" + line.keyword() + "' in 'program' section");
    }
  }

  private void open(KeywordLine line) throws LineException {
    opened = line.line();
    command = null;
    user = false;
    group = false;
    broken = false;
    line.atMost(1);
    if (!line.has(1)) {
      throw new LineException("'program' expects an <id> argument");
    }
    if (!names.add(line.word(1))) {
      throw LineException.tight(
          "'" + line.word(1) + "' program section already exists in the configuration.");
    }
  }

  private static void requireWord(KeywordLine line, String expectation) throws LineException {
    if (!line.has(1)) {
      throw LineException.tight("'" + line.keyword() + "' " + expectation);
    }
  }

  private static void option(KeywordLine line) throws LineException {
    requireWord(line, "expects an option name.");
    if (!line.word(1).equals("start-on-reload")) {
      throw new LineException("unknown option '" + line.word(1) + "'.");
    }
    line.atMost(0, 1);
  }

  private void user(KeywordLine line) throws LineException {
    requireWord(line, "expects a user name.");
    line.atMost(1);
    user = account(line, user, context.accounts().user(line.word(1)), "user", "uid");
  }

  private void group(KeywordLine line) throws LineException {
    requireWord(line, "expects a group name.");
    line.atMost(1);
    group = account(line, group, context.accounts().group(line.word(1)), "group", "gid");
  }

  private boolean account(
      KeywordLine line, boolean given, OptionalInt found, String what, String number)
      throws LineException {
    if (given) {
      context
          .diagnostics()
          .harmlessAlert(
              "parsing [%s] : %s/%s already specified. Continuing."
                  .formatted(line.line().location(), what, number));
    } else if (found.isEmpty()) {
      throw new LineException("cannot find " + what + " id for '" + line.word(1) + "' (0:Success)");
    }
    return true;
  }

  @Override
  public void end() {
    if (opened == null || broken) {
      opened = null;
      return;
    }
    String name = opened.get(1);
    if (command == null) {
      context.programsWithoutCommand().add(name);
    } else {
      context
          .diagnostics()
          .warning(
              opened,
              "section 'program' '"
                  + name
                  + "' is not run, for there is no master process here: let the service manager"
                  + " start its command '"
                  + command
                  + "'.");
    }
    opened = null;
  }
}
