package io.haloom.model.load.proxy;

import io.haloom.config.Line;
import io.haloom.config.SectionParser;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Names;
import io.haloom.rule.HttpErrors;
import java.util.HashMap;
import java.util.Map;

/** The {@code http-errors} sections (HAProxy manual, section 3.8). */
public final class HttpErrorsSection implements SectionParser {
  private final LoadContext context;
  private final Map<String, Line> declared = new HashMap<>();
  private String name;

  public HttpErrorsSection(LoadContext context) {
    this.context = context;
  }

  @Override
  public void parse(Line line) {
    try {
      switch (line.get(0)) {
        case "http-errors" -> open(line);
        case "errorfile" -> errorFile(new KeywordLine(context, line));
        default ->
            throw new LineException(
                "unknown keyword '" + line.get(0) + "' in 'http-errors' section");
      }
    } catch (LineException e) {
      context.diagnostics().alert(e.text(line.location()));
    }
  }

  private void open(Line line) throws LineException {
    name = line.get(1);
    context.httpErrors().add(name);
    if (name.isEmpty()) {
      throw new LineException("missing name for http-errors section.");
    }
    int bad = Names.firstBad(name);
    if (bad >= 0) {
      throw new LineException(
          "character '%c' is not permitted in 'http-errors' name '%s'."
              .formatted(name.charAt(bad), name));
    }
    Line first = declared.putIfAbsent(name, line);
    if (first != null) {
      throw LineException.tight(
          "http-errors section '%s' already exists (declared at %s)."
              .formatted(name, first.location()));
    }
  }

  private void errorFile(KeywordLine line) throws LineException {
    if (!line.has(2)) {
      throw new LineException("errorfile: expects <status_code> and <file> as arguments.");
    }
    int status = ErrorKeywords.status("errorfile", line.word(1));
    HttpErrors errors = context.httpErrors();
    errors.put(name, status, ErrorKeywords.load(errors, line, line.word(2)));
  }
}
