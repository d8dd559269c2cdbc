package io.haloom.config;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The directives that start with a dot: {@code .if .elif .else .endif} and {@code .notice .warning
 * .alert .diag} (HAProxy manual, section 2.4). Lives as long as one file.
 */
final class Directives {
  private static final int MAX_NESTED = 100;

  /** Where one {@code .if} block stands. */
  private static final class Block {
    /** Whether the lines that follow are used. */
    boolean active;

    /** Whether a branch was used, or none may be: the block lies in an unused one. */
    boolean decided;

    boolean inElse;
  }

  private final Deque<Block> blocks = new ArrayDeque<>();
  private final ConditionPredicates predicates;
  private final Diagnostics diagnostics;

  Directives(ConditionPredicates predicates, Diagnostics diagnostics) {
    this.predicates = predicates;
    this.diagnostics = diagnostics;
  }

  /** Whether the lines that follow are used. */
  boolean active() {
    return blocks.isEmpty() || blocks.peek().active;
  }

  /** Whether an {@code .if} lacks its {@code .endif}. */
  boolean unterminated() {
    return !blocks.isEmpty();
  }

  /** Treats {@code line} where it is a block directive; returns whether it was one. */
  boolean block(Line line) throws ConfigAbort {
    switch (line.get(0)) {
      case ".if" -> open(line);
      case ".elif" -> otherwiseIf(line);
      case ".else" -> otherwise(line);
      case ".endif" -> close(line);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void open(Line line) throws ConfigAbort {
    if (blocks.size() + 1 >= MAX_NESTED) {
      throw abort(line, "too many nested '.if', max is " + MAX_NESTED + ".");
    }
    Block block = new Block();
    block.decided = !active();
    block.active = !block.decided && evaluate(line);
    block.decided |= block.active;
    blocks.push(block);
  }

  private void otherwiseIf(Line line) throws ConfigAbort {
    Block block = current(line);
    if (block.inElse) {
      throw abort(line, "'.elif' after '.else' is not permitted.");
    }
    block.active = !block.decided && evaluate(line);
    block.decided |= block.active;
  }

  private void otherwise(Line line) throws ConfigAbort {
    noArgument(line);
    Block block = current(line);
    if (block.inElse) {
      throw abort(line, "'.else' after '.else' is not permitted.");
    }
    block.inElse = true;
    block.active = !block.decided;
    block.decided = true;
  }

  private void close(Line line) throws ConfigAbort {
    noArgument(line);
    current(line);
    blocks.pop();
  }

  private Block current(Line line) throws ConfigAbort {
    if (blocks.isEmpty()) {
      throw abort(line, "lone '" + line.get(0) + "' with no matching '.if'.");
    }
    return blocks.peek();
  }

  private void noArgument(Line line) throws ConfigAbort {
    if (line.has(1)) {
      throw abort(line, "Unexpected argument '" + line.get(1) + "' for '" + line.get(0) + "'.");
    }
  }

  private boolean evaluate(Line line) throws ConfigAbort {
    String condition = String.join(" ", line.from(1));
    try {
      return ConfigCondition.evaluate(condition, predicates);
    } catch (ConditionException e) {
      String directive = line.get(0);
      Excerpt excerpt = Excerpt.of(condition, e.offset(), 80 - directive.length() - 1);
      throw abort(
          line,
          "%s in '%s' at position %d:%n  %s %s%n  %s"
              .formatted(
                  e.getMessage(),
                  directive,
                  e.offset() + 1,
                  directive,
                  excerpt.text(),
                  excerpt.caret(directive.length() + 1)));
    }
  }

  /** Treats one of the directives that print. */
  void message(Line line) throws ConfigAbort {
    String directive = line.get(0);
    boolean known =
        switch (directive) {
          case ".alert", ".warning", ".notice", ".diag" -> true;
          default -> false;
        };
    if (!known) {
      diagnostics.alert(at(line) + "unknown directive '" + directive + "'.");
      throw new ConfigAbort();
    }
    if (line.has(2)) {
      diagnostics.alert(
          "%sUnexpected argument '%s' for '%s'. Use quotes if the message should contain spaces."
              .formatted(at(line), line.get(2), directive));
      return;
    }
    String text = at(line) + "'" + line.get(1) + "'.";
    switch (directive) {
      case ".warning" -> diagnostics.warning(text);
      case ".notice" -> diagnostics.notice(text);
      case ".diag" -> diagnostics.diag(text);
      default -> {
        diagnostics.alert(text);
        throw new ConfigAbort();
      }
    }
  }

  private ConfigAbort abort(Line line, String text) {
    diagnostics.alert(at(line) + text);
    return new ConfigAbort();
  }

  private static String at(Line line) {
    return "parsing [" + line.location() + "]: ";
  }
}
