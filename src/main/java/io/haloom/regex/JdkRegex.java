package io.haloom.regex;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An expression of the JDK, where PCRE2 is missing. What the JDK would read as something else is
 * translated or refused; a match is bounded.
 */
final class JdkRegex extends Regex {
  private static final AtomicBoolean USED = new AtomicBoolean();

  private final Pattern compiled;

  private JdkRegex(byte[] pattern, Pattern compiled) {
    super(pattern);
    this.compiled = compiled;
  }

  /** Whether any expression had to be one of these. */
  static boolean isUsed() {
    return USED.get();
  }

  static Regex compiled(byte[] pattern, Options options) throws RegexException {
    USED.set(true);
    String text = new String(pattern, StandardCharsets.ISO_8859_1);
    String translated = new PcreToJdk(text, options.captures()).translated();
    // Lines end at a line feed and nowhere else.
    int flags = Pattern.UNIX_LINES | (options.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0);
    try {
      return new JdkRegex(pattern, Pattern.compile(translated, flags));
    } catch (PatternSyntaxException e) {
      throw new RegexException(e.getDescription(), Math.max(0, e.getIndex()));
    } catch (StackOverflowError e) {
      throw new RegexException("parentheses are too deeply nested", text.length());
    }
  }

  @Override
  public boolean find(byte[] array, int from, int length, boolean notAtStart, Groups groups) {
    int lead = notAtStart ? 1 : 0;
    try {
      Matcher matcher = compiled.matcher(new BoundedText(array, from, length, lead));
      // What stands before a region is not its line's start, and is not looked at either.
      matcher.region(lead, lead + length).useAnchoringBounds(!notAtStart);
      if (!matcher.find()) {
        return false;
      }
      if (groups != null) {
        read(matcher, lead, groups);
      }
      return true;
    } catch (BoundedText.Exhausted e) {
      gaveUp(e.getMessage(), length);
      return false;
    } catch (StackOverflowError e) {
      gaveUp("no more stack", length);
      return false;
    }
  }

  private static void read(Matcher matcher, int lead, Groups groups) {
    int count = Math.min(matcher.groupCount() + 1, Groups.COUNT);
    for (int group = 0; group < count; group++) {
      int start = matcher.start(group);
      groups.set(group, start < 0 ? -1 : start - lead, start < 0 ? -1 : matcher.end(group) - lead);
    }
    groups.clearFrom(count);
  }
}
