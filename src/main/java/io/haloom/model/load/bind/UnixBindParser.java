package io.haloom.model.load.bind;

import io.haloom.model.load.draft.GlobalDraft;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;
import java.util.OptionalInt;

/** {@code unix-bind}: where UNIX sockets of bind lines lie and whom they belong to. */
public final class UnixBindParser {
  private UnixBindParser() {}

  public static void parse(KeywordLine line) throws LineException {
    GlobalDraft global = line.context().global();
    for (int at = 1; line.has(at); at += 2) {
      String value = line.word(at + 1);
      switch (line.word(at)) {
        case "prefix" -> {
          if (value.isEmpty()) {
            throw new LineException("unix_bind 'prefix' expects a path as an argument.");
          }
          global.unixPrefix = value;
        }
        case "mode" -> global.unixBind.mode = octal(value);
        case "uid" -> global.unixBind.uid = Numbers.leading(value);
        case "gid" -> global.unixBind.gid = Numbers.leading(value);
        case "user" ->
            global.unixBind.uid = known(line.context().accounts().user(value), value, "user");
        case "group" ->
            global.unixBind.gid = known(line.context().accounts().group(value), value, "group");
        default ->
            throw new LineException(
                "'unix-bind' only supports the 'prefix', 'mode', 'uid', 'gid', 'user' and 'group'"
                    + " options.");
      }
    }
  }

  private static int known(OptionalInt id, String name, String what) throws LineException {
    if (id.isEmpty()) {
      throw new LineException("'unix-bind' : '" + name + "' unknown " + what + ".");
    }
    return id.getAsInt();
  }

  /** The octal number {@code text} starts with. */
  static int octal(String text) {
    int value = 0;
    for (int i = 0; i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '7'; i++) {
      value = value * 8 + text.charAt(i) - '0';
    }
    return value & 07777;
  }
}
