package io.haloom.cli;

import io.haloom.config.ConditionException;
import io.haloom.config.ConditionPredicates;
import io.haloom.config.ConfigCondition;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.config.Tokenizer;
import io.haloom.config.TokenizerException;
import io.haloom.config.Word;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Evaluates the condition of {@code -cc}. */
public final class ConditionCheck {
  private ConditionCheck() {}

  /** The exit status: 0 where the condition holds, 1 where not, 2 where it cannot be read. */
  public static int run(
      String condition,
      Environment environment,
      ConditionPredicates predicates,
      Diagnostics diagnostics) {
    try {
      Tokenizer tokenizer = new Tokenizer(environment::get, false);
      String expanded =
          tokenizer.split(condition.getBytes(StandardCharsets.UTF_8)).stream()
              .map(Word::text)
              .collect(Collectors.joining(" "));
      return ConfigCondition.evaluate(expanded, predicates) ? 0 : 1;
    } catch (TokenizerException e) {
      diagnostics.alert(message(e));
    } catch (ConditionException e) {
      diagnostics.alert("Failed to evaluate condition: " + e.getMessage());
    }
    return 2;
  }

  private static String message(TokenizerException e) {
    return switch (e.kind()) {
      case TOO_MANY_WORDS -> "Error in condition: Too many words.";
      case QUOTE -> "Syntax Error in condition: Unmatched quote.";
      case HEX -> "Syntax Error in condition: Truncated or invalid hexadecimal sequence.";
      default -> "Syntax Error in condition: " + e.getMessage() + ".";
    };
  }
}
