package io.haloom.model.load.global;

import io.haloom.config.Line;
import io.haloom.config.SectionParser;
import io.haloom.model.load.draft.LoadContext;

/**
 * A section that Haloom knows by name and cannot build: it is refused once, and its lines are not
 * looked at.
 */
public final class RefusedSection implements SectionParser {
  private final LoadContext context;
  private final String word;
  private final String note;

  public RefusedSection(LoadContext context, String word, String note) {
    this.context = context;
    this.word = word;
    this.note = note;
  }

  @Override
  public void parse(Line line) {
    if (line.get(0).equals(word)) {
      String name = line.has(1) ? " '" + line.get(1) + "'" : "";
      context.diagnostics().alert(line, "section '" + word + "'" + name + " " + note + ".");
    }
  }
}
