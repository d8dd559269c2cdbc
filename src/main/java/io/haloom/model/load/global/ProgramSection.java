package io.haloom.model.load.global;

import io.haloom.config.Line;
import io.haloom.config.SectionParser;
import io.haloom.model.ProgramConfig;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** The {@code program} section, which the master process runs (HAProxy manual, section 3.5). */
public final class ProgramSection implements SectionParser {
  private static final int NONE = -1;

  private final LoadContext context;
  private final Set<String> names = new HashSet<>();
  private Line opened;
  private List<String> command;
  private int user = NONE;
  private int group = NONE;
  private boolean startOnReload;
  private boolean broken;

  public ProgramSection(LoadContext context) {
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
        command = line.from(1);
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
    user = NONE;
    group = NONE;
    startOnReload = true;
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

  private void option(KeywordLine line) throws LineException {
    requireWord(line, "expects an option name.");
    if (!line.word(1).equals("start-on-reload")) {
      throw new LineException("unknown option '" + line.word(1) + "'.");
    }
    line.atMost(0, 1);
    startOnReload = !line.line().isNegated();
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

  private int account(KeywordLine line, int given, OptionalInt found, String what, String number)
      throws LineException {
    if (given != NONE) {
      context
          .diagnostics()
          .harmlessAlert(
              "parsing [%s] : %s/%s already specified. Continuing."
                  .formatted(line.line().location(), what, number));
      return given;
    }
    if (found.isEmpty()) {
      throw new LineException("cannot find " + what + " id for '" + line.word(1) + "' (0:Success)");
    }
    return found.getAsInt();
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
          .global()
          .programs
          .add(new ProgramConfig(name, List.copyOf(command), user, group, startOnReload));
    }
    opened = null;
  }
}
