package io.haloom.model.load.line;

import io.haloom.config.TimeValue;
import io.haloom.config.TimeValue.Problem;
import io.haloom.config.TimeValue.Unit;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;
import java.util.List;
import java.util.Set;

/**
 * What HAProxy demands of the arguments of a word in the global section. It holds for words that
 * have no effect here, too: a line that HAProxy refuses is a mistake.
 */
@FunctionalInterface
public interface ArgumentValidation {
  Set<String> TLS_VERSIONS = Set.of("SSLv3", "TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  /**
   * @throws LineException with HAProxy's message
   */
  void validate(KeywordLine line) throws LineException;

  /** Anything goes, as it does with HAProxy. */
  static ArgumentValidation any() {
    return line -> {};
  }

  static ArgumentValidation none() {
    return line -> line.atMost(0);
  }

  /**
   * One word.
   *
   * @param missing what is said where there is none; {@code %s} is the keyword
   */
  static ArgumentValidation text(String missing) {
    return line -> {
      line.atMost(1);
      if (!line.has(1)) {
        throw new LineException(missing.formatted(line.keyword()));
      }
    };
  }

  static ArgumentValidation integer() {
    return text("'%s' expects an integer argument.");
  }

  /** An integer from 0 on. */
  static ArgumentValidation positive() {
    return line -> {
      integer().validate(line);
      if (Numbers.leading(line.word(1)) < 0) {
        throw new LineException("'" + line.keyword() + "' expects a positive numeric value.");
      }
    };
  }

  /**
   * An integer within bounds; none counts as 0.
   *
   * @param problem completes a sentence that starts with the keyword
   */
  static ArgumentValidation range(int least, int most, String problem) {
    return line -> {
      line.atMost(1);
      int value = Numbers.leading(line.word(1));
      if (value < least || value > most) {
        throw new LineException("'" + line.keyword() + "' " + problem);
      }
    };
  }

  /** As {@link #range}, and the word must be there. */
  static ArgumentValidation givenRange(int least, int most, String problem) {
    return line -> {
      if (!line.has(1)) {
        throw new LineException("'" + line.keyword() + "' " + problem);
      }
      range(least, most, problem).validate(line);
    };
  }

  /**
   * One of some words.
   *
   * @param expectation how the message lists them: {@code either 'on' or 'off'}
   */
  static ArgumentValidation choice(String expectation, String... words) {
    return line -> {
      line.atMost(1);
      if (!List.of(words).contains(line.word(1))) {
        throw new LineException(
            "'%s' expects %s but got '%s'.".formatted(line.keyword(), expectation, line.word(1)));
      }
    };
  }

  static ArgumentValidation onOff() {
    return choice("either 'on' or 'off'", "on", "off");
  }

  /** As {@link #choice}, in another form of HAProxy's messages. */
  static ArgumentValidation argument(String expectation, String... words) {
    return line -> {
      line.atMost(1);
      if (!List.of(words).contains(line.word(1))) {
        throw new LineException(
            "'%s' expects %s as argument.".formatted(line.keyword(), expectation));
      }
    };
  }

  /** The whole word is a number. */
  static ArgumentValidation size() {
    return line -> {
      if (Numbers.length(line.word(1)) != line.word(1).length()) {
        throw new LineException(
            "%s: '%s' is an invalid size".formatted(line.keyword(), line.word(1)));
      }
    };
  }

  /** A time of Lua's. */
  static ArgumentValidation luaTime() {
    return line -> {
      TimeValue.Parsed time = line.time(1, Unit.MS);
      if (time.problem() == Problem.OVERFLOW) {
        throw new LineException(
            "timer overflow in argument <%s> to <%s> (maximum value is 2147483647 ms or ~24.8 days)"
                .formatted(line.word(1), line.keyword()));
      }
      if (!time.ok()) {
        throw new LineException(line.keyword() + ": invalid timeout");
      }
    };
  }

  /** A time of sessions of TLS, in seconds. */
  static ArgumentValidation tlsLifetime() {
    return line -> {
      text("'%s' expects ssl sessions <lifetime> in seconds as argument.").validate(line);
      TimeValue.Parsed time = line.time(1, Unit.S);
      if (time.problem() == Problem.OVERFLOW) {
        throw new LineException(
            "timer overflow in argument '%s' to <%s> (maximum value is 2147483647 s or ~68 years)."
                .formatted(line.word(1), line.keyword()));
      }
      if (!time.ok()) {
        throw new LineException(unexpected(line, time));
      }
    };
  }

  /** A time of at most 65535 ms. */
  static ArgumentValidation shortTime() {
    return line -> {
      String missing = "'%s' expects a timer value between 0 and 65535 ms.";
      text(missing).validate(line);
      TimeValue.Parsed time = line.time(1, Unit.MS);
      if (time.problem() == Problem.OVERFLOW) {
        throw LineException.tight(
            "timer overflow in argument <%s> to <%s>, maximum value is 65535 ms."
                .formatted(line.word(1), line.keyword()));
      }
      if (!time.ok()) {
        throw LineException.tight(unexpected(line, time));
      }
      if (time.value() > 65535) {
        throw new LineException(missing.formatted(line.keyword()));
      }
    };
  }

  private static String unexpected(KeywordLine line, TimeValue.Parsed time) {
    return "unexpected character '%c' in argument to <%s>."
        .formatted(time.unexpected(), line.keyword());
  }

  /**
   * Options of TLS.
   *
   * @param flags those without a value
   */
  static ArgumentValidation tlsOptions(Set<String> flags) {
    return line -> {
      String on = " on global statement '" + line.keyword() + "'.";
      if (!line.has(1)) {
        throw new LineException(
            "global statement '" + line.keyword() + "' expects an option as an argument.");
      }
      for (int at = 1; line.has(at); at++) {
        String word = line.word(at);
        if (word.equals("ssl-min-ver") || word.equals("ssl-max-ver")) {
          tlsVersion(word, line.word(++at), on);
        } else if (!flags.contains(word)) {
          throw new LineException("unknown option '" + word + "'" + on);
        }
      }
    };
  }

  private static void tlsVersion(String word, String version, String on) throws LineException {
    if (version.isEmpty()) {
      throw new LineException("'" + word + "' : missing the ssl/tls version" + on);
    }
    if (!TLS_VERSIONS.contains(version)) {
      throw new LineException("'" + version + "' : unknown ssl/tls version" + on);
    }
  }
}
