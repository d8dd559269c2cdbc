package io.haloom.sample.format;

import io.haloom.sample.ByteText;
import io.haloom.sample.LogFormat;
import io.haloom.sample.SampleContext;
import java.util.List;
import java.util.Set;

/** A log format as a row of parts. */
public final class CompiledFormat implements LogFormat {
  private final String source;
  private final FormatPart[] parts;
  private final Set<LogAlias.Need> needs;

  /** What it always renders, or null. */
  private final String constant;

  public CompiledFormat(String source, List<FormatPart> parts, Set<LogAlias.Need> needs) {
    this.source = source;
    this.needs = needs;
    this.parts = parts.toArray(FormatPart[]::new);
    this.constant = constant(parts);
  }

  private static String constant(List<FormatPart> parts) {
    ByteText text = new ByteText();
    for (FormatPart part : parts) {
      if (!(part instanceof FormatPart.Literal literal)) {
        return null;
      }
      text.append(literal.bytes(), 0, literal.bytes().length);
    }
    return text.toString();
  }

  @Override
  public void render(SampleContext context, ByteText into) {
    boolean afterSpace = true;
    for (FormatPart part : parts) {
      if (part != FormatPart.SEPARATOR) {
        afterSpace &= !part.append(context, into);
      } else if (!afterSpace) {
        into.append(' ');
        afterSpace = true;
      }
    }
  }

  @Override
  public String text(SampleContext context) {
    return constant == null ? LogFormat.super.text(context) : constant;
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public boolean needsEnd() {
    return needs.contains(LogAlias.Need.END);
  }

  @Override
  public boolean needsServerSide() {
    return needs.contains(LogAlias.Need.SERVER_SIDE);
  }

  @Override
  public String toString() {
    return source;
  }
}
