package io.haloom.config;

import io.haloom.config.TokenizerException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the lines of a configuration file: resolves quotes, variables and conditions, and hands
 * each line to the parser of the section it stands in. Files are read one after the other; a
 * section never reaches into the next file.
 */
public final class ConfigReader {
  /** After as many wrong lines in a file, the rest is not read. */
  private static final int MAX_ERRORS = 50;

  /** The words that {@code no} and {@code default} may precede. */
  private static final Set<String> NEGATABLE =
      Set.of(
          "option",
          "log",
          "busy-polling",
          "set-dumpable",
          "strict-limits",
          "insecure-fork-wanted",
          "numa-cpu-mapping");

  private final Map<String, SectionParser> sections;
  private final Environment environment;
  private final ConditionPredicates predicates;
  private final Diagnostics diagnostics;
  private final Tokenizer tokenizer;

  private String file;
  private int number;
  private String sectionName = "";
  private SectionParser section;
  private Directives directives;

  /**
   * @param sections parsers by the word that opens a section
   * @param environment expands variables; lines may change it
   */
  public ConfigReader(
      Map<String, SectionParser> sections,
      Environment environment,
      ConditionPredicates predicates,
      Diagnostics diagnostics) {
    this.sections = sections;
    this.environment = environment;
    this.predicates = predicates;
    this.diagnostics = diagnostics;
    this.tokenizer = new Tokenizer(this::variable, true);
  }

  /**
   * Reads one file's content; {@code name} is used in messages. Returns false where reading was
   * given up.
   */
  public boolean read(String name, byte[] content) {
    file = name;
    number = 0;
    section = null;
    sectionName = "";
    directives = new Directives(predicates, diagnostics);
    try {
      readLines(content);
      return true;
    } catch (ConfigAbort e) {
      return false;
    }
  }

  private void readLines(byte[] content) throws ConfigAbort {
    int errorsBefore = diagnostics.fatalCount();
    int at = startsWithMark(content) ? 3 : 0;
    while (at < content.length) {
      int end = indexOf(content, (byte) '\n', at, content.length);
      number++;
      int errors = diagnostics.fatalCount() - errorsBefore;
      if (errors >= MAX_ERRORS) {
        diagnostics.alert(here() + "too many fatal errors (" + errors + "), stopping now.");
        break;
      }
      int nul = indexOf(content, (byte) 0, at, end);
      if (nul < end) {
        diagnostics.alert(here() + "Stray NUL character at position " + (nul - at + 1) + ".");
        break;
      }
      readLine(Arrays.copyOfRange(content, at, end));
      if (end == content.length) {
        // What a copy that was cut off looks like; the rest of a rule may be missing.
        diagnostics.alert(
            here()
                + "Missing LF on last line, file might have been truncated at position "
                + (end - at + 1)
                + ".");
      }
      at = end + 1;
    }
    endSection();
    if (directives.unterminated()) {
      diagnostics.alert(here() + "non-terminated '.if' block.");
    }
  }

  /** Whether the file starts with UTF-8's byte order mark, as editors on Windows leave it. */
  private static boolean startsWithMark(byte[] b) {
    return b.length >= 3 && b[0] == (byte) 0xEF && b[1] == (byte) 0xBB && b[2] == (byte) 0xBF;
  }

  private static int indexOf(byte[] bytes, byte wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return to;
  }

  private void readLine(byte[] raw) throws ConfigAbort {
    int indent = 0;
    while (indent < raw.length && Tokenizer.isSpace(raw[indent])) {
      indent++;
    }
    List<Word> words = split(Arrays.copyOfRange(raw, indent, raw.length), indent);
    if (words.isEmpty() || words.get(0).text().isEmpty()) {
      return;
    }
    Line line = new Line(file, number, Line.Prefix.NONE, words);
    if (directives.block(line) || !directives.active()) {
      return;
    }
    if (line.get(0).startsWith(".")) {
      directives.message(line);
    } else {
      dispatch(withoutPrefix(line));
    }
  }

  private List<Word> split(byte[] text, int indent) {
    try {
      return tokenizer.split(text);
    } catch (TokenizerException e) {
      if (e.kind() == Kind.TOO_MANY_WORDS) {
        diagnostics.alert(
            "%stoo many words, truncating after word %d, position %d: <%s>."
                .formatted(here(), Tokenizer.MAX_WORDS, e.offset(), e.word()));
        return List.of();
      }
      Excerpt excerpt = Excerpt.of(new String(text, StandardCharsets.ISO_8859_1), e.offset(), 80);
      diagnostics.alert(
          "%s%s at position %d:%n  %s%n  %s"
              .formatted(
                  here(),
                  e.getMessage(),
                  e.offset() + indent + 1,
                  excerpt.text(),
                  excerpt.caret(0)));
      return List.of();
    }
  }

  private Line withoutPrefix(Line line) {
    Line.Prefix prefix =
        switch (line.get(0)) {
          case "no" -> Line.Prefix.NO;
          case "default" -> Line.Prefix.DEFAULT;
          default -> Line.Prefix.NONE;
        };
    if (prefix == Line.Prefix.NONE) {
      return line;
    }
    if (!NEGATABLE.contains(line.get(1))) {
      diagnostics.alert(
          here()
              + "negation/default currently supported only for options, log, busy-polling, "
              + "set-dumpable, strict-limits, insecure-fork-wanted and numa-cpu-mapping.");
    }
    List<Word> rest = new ArrayList<>(line.words().subList(1, line.size()));
    if (rest.isEmpty()) {
      // Alone, 'default' is a word like others.
      rest.add(prefix == Line.Prefix.DEFAULT ? line.words().get(0) : new Word("", 1));
    }
    return new Line(file, number, prefix, rest);
  }

  private void dispatch(Line line) {
    SectionParser opened = sections.get(line.get(0));
    if (opened != null) {
      endSection();
      section = opened;
      sectionName = line.has(1) ? line.get(1) : line.get(0);
    }
    if (section == null) {
      String hint = Suggest.hint(line.get(0), sections.keySet());
      diagnostics.alert(
          here()
              + "unknown keyword '"
              + line.get(0)
              + "' out of section"
              + (hint.isEmpty() ? "." : hint));
      return;
    }
    section.parse(line);
  }

  private void endSection() {
    if (section != null) {
      section.end();
    }
    section = null;
  }

  private String variable(String name) {
    return switch (name) {
      case ".FILE" -> file;
      case ".LINE" -> Integer.toString(number);
      case ".SECTION" -> sectionName;
      default -> environment.get(name);
    };
  }

  private String here() {
    return "parsing [" + file + ":" + number + "]: ";
  }
}
