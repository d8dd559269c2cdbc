package io.haloom.model.load.global;

import static io.haloom.model.load.line.ArgumentValidation.onOff;
import static io.haloom.model.load.line.ArgumentValidation.positive;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.draft.GlobalDraft;
import io.haloom.model.load.line.GlobalWord;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;

/** Words of the global section about how many handshakes there may be, and what is kept of them. */
final class HandshakeKeywords {
  private static final String OLD_CAPTURE_BUFFER = "tune.ssl.capture-cipherlist-size";

  private HandshakeKeywords() {}

  static KeywordTable<GlobalWord> table() {
    KeywordTable.Builder<GlobalWord> table = KeywordTable.builder();
    table.yes(
        "maxsslconn",
        line -> {
          positive().validate(line);
          line.context().global().numbers.put("maxsslconn", line.integer(1));
        });
    table.yes("maxsslrate", GlobalKeywords::onceNumber);
    table.yes(GlobalDraft.CAPTURE_BUFFER, HandshakeKeywords::captureBuffer);
    table.yes(
        OLD_CAPTURE_BUFFER,
        line -> {
          line.warnTight(
              "'"
                  + OLD_CAPTURE_BUFFER
                  + "' is deprecated and will be removed in version 2.7. Please use '"
                  + GlobalDraft.CAPTURE_BUFFER
                  + "' instead.");
          captureBuffer(line);
        });
    table.yes(
        GlobalDraft.KEY_LOG,
        line -> {
          onOff().validate(line);
          line.context().global().flags.put(GlobalDraft.KEY_LOG, line.word(1).equals("on"));
        });
    return table.build();
  }

  private static void captureBuffer(KeywordLine line) throws LineException {
    positive().validate(line);
    GlobalDraft global = line.context().global();
    if (global.numbers.put(GlobalDraft.CAPTURE_BUFFER, line.integer(1)) != null) {
      throw new LineException("'" + line.keyword() + "' is already configured.");
    }
  }
}
