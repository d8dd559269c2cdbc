package io.haloom.model.load.log;

import io.haloom.config.Line;
import io.haloom.config.SectionParser;
import io.haloom.model.LogTarget.Format;
import io.haloom.model.RingConfig;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Names;

/**
 * The {@code ring} section: a place in memory for logs, read with {@code show events} (HAProxy
 * manual, section 3.9).
 */
public final class RingSection implements SectionParser {
  private static final int DEFAULT_SIZE = 16384;
  private static final int DEFAULT_LENGTH = 1024;

  private final LoadContext context;
  private String name;
  private String description;
  private Format format;
  private int maxLength;
  private int size;

  public RingSection(LoadContext context) {
    this.context = context;
  }

  @Override
  public void parse(Line line) {
    try {
      KeywordLine keyword = new KeywordLine(context, line);
      switch (line.get(0)) {
        case "ring" -> open(keyword);
        case "description" -> description = text(keyword, "missing ring description text.");
        case "format" -> format(keyword);
        case "maxlen" -> maxLength = positive(keyword);
        case "size" -> size = positive(keyword);
        case "server", "timeout" ->
            throw new LineException(
                "'"
                    + line.get(0)
                    + "' in a ring, to send it on over TCP, is not there yet: log to a UDP"
                    + " address");
        default -> throw new LineException("unknown statement '" + line.get(0) + "'.");
      }
    } catch (LineException e) {
      context.diagnostics().alert(e.text(line.location()));
    }
  }

  private void open(KeywordLine line) throws LineException {
    name = null;
    if (!line.has(1)) {
      throw new LineException("missing ring name.");
    }
    int bad = Names.firstBad(line.word(1));
    if (bad >= 0) {
      throw new LineException(
          "invalid ring name '%s' (character '%c' is not permitted)."
              .formatted(line.word(1), line.word(1).charAt(bad)));
    }
    if (context.rings().containsKey(line.word(1))) {
      throw new LineException("sink named '" + line.word(1) + "' already exists.");
    }
    name = line.word(1);
    description = null;
    format = Format.LOCAL;
    maxLength = DEFAULT_LENGTH;
    size = DEFAULT_SIZE;
    line.atMost(1);
  }

  private static String text(KeywordLine line, String missing) throws LineException {
    if (!line.has(1)) {
      throw new LineException(missing);
    }
    return String.join(" ", line.from(1));
  }

  private void format(KeywordLine line) throws LineException {
    Format found = LogTargetParser.formatOf(line.word(1));
    if (found == null) {
      throw new LineException("unknown format '" + line.word(1) + "'.");
    }
    format = found;
  }

  private static int positive(KeywordLine line) throws LineException {
    int value = line.integer(1);
    if (value <= 0) {
      throw new LineException("invalid size '" + line.word(1) + "' for new sink buffer.");
    }
    return value;
  }

  @Override
  public void end() {
    if (name != null) {
      context.rings().put(name, new RingConfig(name, description, format, maxLength, size));
    }
    name = null;
  }
}
