package io.haloom.model.load;

import io.haloom.config.KeywordTable;
import io.haloom.config.KeywordTable.Entry;
import io.haloom.config.KeywordTable.Support;
import io.haloom.config.Suggest;
import io.haloom.model.Place;
import java.util.EnumSet;
import java.util.Set;

/** The addresses of {@code bind} and {@code stats socket}, and the words that follow them. */
final class BindParser {
  private static final KeywordTable<LineWord<BindDraft>> WORDS = BindKeywords.table();

  private static final Set<AddressOption> ADDRESS =
      EnumSet.of(
          AddressOption.RESOLVE,
          AddressOption.PORT,
          AddressOption.PORT_MANDATORY,
          AddressOption.PORT_RANGE,
          AddressOption.SOCKET_FD,
          AddressOption.STREAM);

  private BindParser() {}

  /** Reads the comma-separated addresses of word {@code at}. */
  static BindDraft addresses(KeywordLine line, int at) throws AddressException {
    BindDraft bind =
        new BindDraft(
            new Place(line.line().file(), line.line().number()), line.context().global().unixBind);
    AddressParser parser = new AddressParser(line.context());
    for (String written : line.word(at).split(",")) {
      if (!written.isEmpty()) {
        bind.addresses.add(new BindDraft.Address(parser.parse(written, ADDRESS), written));
      }
    }
    return bind;
  }

  /** What one word of a bind line came to: the index of the next, or what to tell. */
  interface Unknown {
    LineException of(String word, String nearest);
  }

  /**
   * Reads the words from {@code at} on.
   *
   * @param unknown makes the message for a word that does not exist
   */
  static void words(KeywordLine line, int at, BindDraft bind, Unknown unknown)
      throws LineException {
    int next = at;
    while (line.has(next)) {
      String word = line.word(next);
      Entry<LineWord<BindDraft>> entry = WORDS.find(word);
      if (entry == null) {
        throw unknown.of(word, Suggest.nearest(word, WORDS.words()));
      }
      if (entry.support() == Support.REFUSED) {
        throw new LineException(Refusals.refused(entry));
      }
      next = entry.handler().parse(line, next, bind);
    }
  }
}
