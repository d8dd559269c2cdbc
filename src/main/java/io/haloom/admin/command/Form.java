package io.haloom.admin.command;

import java.util.List;

/** The forms that {@code show info} and {@code show stat} answer in. */
enum Form {
  PLAIN,
  TYPED,
  JSON;

  /** The one that the last of the words that name any asks for. */
  static Form lastOf(List<String> words) {
    Form form = PLAIN;
    for (String word : words) {
      if (word.equals("typed")) {
        form = TYPED;
      } else if (word.equals("json")) {
        form = JSON;
      }
    }
    return form;
  }
}
