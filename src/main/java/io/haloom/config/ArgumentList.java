package io.haloom.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a predicate: {@code (a,b)} with quotes and escapes of their own, on top of those
 * of the line (HAProxy manual, section 2.2, second level of quoting). As many as the predicate
 * takes are read, and all are mandatory.
 */
final class ArgumentList {
  private final String text;
  private final int arity;
  private final List<String> values = new ArrayList<>();
  private int at;
  private String error;
  private int errorArgument;

  ArgumentList(String text, int start, int arity) {
    this.text = text;
    this.arity = arity;
    this.at = start;
    boolean open = start < text.length() && text.charAt(start) == '(';
    if (open) {
      at++;
      readAll();
    } else {
      values.add("");
    }
    if (values.size() < arity) {
      error =
          "missing arguments (got %d/%d), type 'string' expected".formatted(values.size(), arity);
      errorArgument = values.size();
    } else if (open) {
      close();
    }
  }

  /** What is wrong, or null. */
  String error() {
    return error;
  }

  /** The number of the bad argument, from 0. */
  int errorArgument() {
    return errorArgument;
  }

  /** Offset of the first character after the list, or of the first bad one. */
  int end() {
    return at;
  }

  List<String> values() {
    return values;
  }

  private void readAll() {
    while (true) {
      values.add(readOne());
      if (at >= text.length() || text.charAt(at) == ')' || values.size() >= arity) {
        return;
      }
      at++;
    }
  }

  private String readOne() {
    StringBuilder out = new StringBuilder();
    at = ArgumentText.read(text, at, out);
    if (text.startsWith("\\", at)) {
      out.append('\\');
      at++;
    }
    return out.toString();
  }

  private void close() {
    if (at < text.length() && text.charAt(at) == ')') {
      at++;
      return;
    }
    error =
        at < text.length() ? "expected ')' before '" + text.substring(at) + "'" : "expected ')'";
    errorArgument = values.size() > 1 ? values.size() - 1 : values.size();
  }
}
