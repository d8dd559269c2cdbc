package io.haloom.sample.match;

import io.haloom.sample.CompileException;
import io.haloom.sample.Regex;
import io.haloom.sample.Sample;
import java.util.List;
import java.util.regex.Pattern;

/** {@code -m reg}: a regular expression is found in the sample. */
final class RegexMatcher implements Matcher {
  private final Pattern[] patterns;

  RegexMatcher(List<String> patterns, MatchFlags flags) throws CompileException {
    this.patterns = new Pattern[patterns.size()];
    for (int i = 0; i < this.patterns.length; i++) {
      this.patterns[i] = Regex.compile(patterns.get(i), flags.ignoreCase());
    }
  }

  @Override
  public boolean matches(Sample sample) {
    String text = sample.latin1();
    for (Pattern pattern : patterns) {
      if (pattern.matcher(text).find()) {
        return true;
      }
    }
    return false;
  }
}
