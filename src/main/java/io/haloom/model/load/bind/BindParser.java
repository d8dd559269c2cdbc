package io.haloom.model.load.bind;

import io.haloom.config.KeywordTable;
import io.haloom.config.KeywordTable.Entry;
import io.haloom.config.KeywordTable.Support;
import io.haloom.config.Suggest;
import io.haloom.model.Place;
import io.haloom.model.load.address.AddressException;
import io.haloom.model.load.address.AddressOption;
import io.haloom.model.load.address.AddressParser;
import io.haloom.model.load.draft.BindDraft;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.LineWord;
import io.haloom.model.load.line.RefusedWords;
import io.haloom.model.load.word.LineException;
import java.util.EnumSet;
import java.util.Set;

/** The addresses of {@code bind} and {@code stats socket}, and the words that follow them. */
public final class BindParser {
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
  public static BindDraft addresses(KeywordLine line, int at) throws AddressException {
    BindDraft bind =
        new BindDraft(
            new Place(line.line().file(), line.line().number()), line.context().global().unixBind);
    AddressParser parser = line.context().addresses();
    String[] all = line.word(at).split(",");
    if (all.length == 0) {
      throw new AddressException("'' resolves to an empty address (environment variable missing?)");
    }
    for (String written : all) {
      bind.addresses.add(new BindDraft.Address(parser.parse(written, ADDRESS), written));
    }
    return bind;
  }

  /** What one word of a bind line came to: the index of the next, or what to tell. */
  public interface Unknown {
    LineException of(String word, String nearest);
  }

  /**
   * Reads the words from {@code at} on.
   *
   * @param unknown makes the message for a word that does not exist
   */
  public static void words(KeywordLine line, int at, BindDraft bind, Unknown unknown)
      throws LineException {
    RefusedWords refused = new RefusedWords();
    int next = at;
    while (line.has(next)) {
      String word = line.word(next);
      Entry<LineWord<BindDraft>> entry = WORDS.find(word);
      if (entry == null) {
        throw unknown.of(word, Suggest.nearest(word, WORDS.words()));
      }
      if (entry.support() == Support.REFUSED) {
        refused.add(entry);
      }
      next = entry.handler().parse(line, next, bind);
    }
    if (!refused.isEmpty()) {
      throw new LineException(refused.text());
    }
  }
}
