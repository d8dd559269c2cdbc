package io.haloom.model.load;

import io.haloom.admin.CommandAnswers;
import io.haloom.config.KeywordTable.Support;
import io.haloom.log.LogAliases;
import io.haloom.model.load.bind.BindKeywords;
import io.haloom.model.load.global.GlobalSection;
import io.haloom.model.load.proxy.OptionKeywords;
import io.haloom.model.load.proxy.ProxySection;
import io.haloom.model.load.server.ServerParser;
import io.haloom.stats.StatField;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes {@code docs/COMPATIBILITY.md}: every word of HAProxy 2.6 and what is done about it. */
final class CompatibilityPage {
  private static final String REFUSED_COMMAND = "is not available: ";

  private final StringBuilder out = new StringBuilder();
  private final Map<String, WordVerdict> written;
  private final Map<String, List<WordVerdict>> all = new LinkedHashMap<>();
  private final Path folder;

  /**
   * @param folder where a stats socket may be
   */
  CompatibilityPage(Path folder) throws IOException {
    this.folder = folder;
    this.written = WordVerdict.written();
  }

  String text() throws IOException {
    fragment("intro");
    sections();
    rules();
    samples();
    outside();
    fragment("differences");
    return out.toString();
  }

  /** What is done about each word of each list; the lists are in the order of the page. */
  Map<String, List<WordVerdict>> verdicts() throws IOException {
    text();
    return all;
  }

  private void fragment(String name) throws IOException {
    WordVerdict.lines("compatibility/" + name + ".md")
        .forEach(line -> out.append(line).append('\n'));
  }

  private void sections() throws IOException {
    out.append("\n## The words of the configuration\n\n");
    list("Sections", "section", CompatibilityPage::section);
    list("`global`", "global", w -> WordVerdict.in(GlobalSection.words(), w));
    list(
        "`defaults`, `frontend`, `backend`, `listen`",
        "proxy",
        w -> WordVerdict.in(ProxySection.words(), w));
    list("`option`", "option", w -> WordVerdict.in(OptionKeywords.options(), w));
    list("`timeout`", "timeout", WordProbe::timeout);
    list("`stats`", "stats", WordProbe::stats);
    list(
        "`bind`, and `stats socket` in `global`",
        "bind",
        w -> WordVerdict.in(BindKeywords.table(), w));
    list(
        "`server`, `default-server`, `server-template`",
        "server",
        w -> WordVerdict.in(ServerParser.words(), w));
    list("`filter`", "filter", w -> WordVerdict.in(ProxySection.words(), "filter").named(w));
  }

  private static WordVerdict section(String word) {
    String note = ConfigLoader.REFUSED.get(word);
    return note == null ? WordVerdict.yes(word) : WordVerdict.refused(word, note);
  }

  private void rules() throws IOException {
    for (String rules :
        new String[] {
          "tcp-request connection",
          "tcp-request session",
          "tcp-request content",
          "tcp-response content"
        }) {
      list(
          "Actions of `" + rules + "`",
          "action." + rules.replace(' ', '.'),
          w -> WordProbe.action(rules, w));
    }
    for (String rules : new String[] {"http-request", "http-response", "http-after-response"}) {
      list("Actions of `" + rules + "`", "action." + rules, w -> WordProbe.action(rules, w));
    }
    list("Steps of `tcp-check`", "step.tcp-check", w -> WordProbe.step("tcp-check", w));
    list("Steps of `http-check`", "step.http-check", w -> WordProbe.step("http-check", w));
    list("`tcp-check connect`, `http-check connect`", "connect", WordProbe::connect);
  }

  private void samples() throws IOException {
    list("Sample fetches", "fetch", WordProbe::fetch);
    list("Words of ACLs alone", "acl", WordProbe::acl);
    list("Converters", "converter", WordProbe::converter);
    LogAliases aliases = new LogAliases("h");
    list(
        "Variables of log formats (`%name`)",
        "log", w -> aliases.find(w) == null ? WordVerdict.unknown(w) : WordVerdict.yes(w));
  }

  private void outside() throws IOException {
    out.append("## Outside of the configuration\n\n");
    list("Flags of the command line", "flag", WordVerdict::yes);
    Map<String, String> answers = CommandAnswers.of(WordVerdict.words("command"), folder);
    list("Commands of the stats socket", "command", w -> command(w, answers.get(w)));
    Set<String> columns =
        Arrays.stream(StatField.values()).map(StatField::column).collect(Collectors.toSet());
    list(
        "Columns of `show stat`",
        "column",
        w -> columns.contains(w) ? WordVerdict.yes(w) : WordVerdict.unknown(w));
  }

  private static WordVerdict command(String word, String answer) {
    if (answer.startsWith("Unknown command")) {
      return WordVerdict.unknown(word);
    }
    int refused = answer.indexOf(REFUSED_COMMAND);
    return refused < 0
        ? WordVerdict.yes(word)
        : WordVerdict.refused(
            word,
            answer.substring(refused + REFUSED_COMMAND.length()).strip().replaceAll("\\.$", ""));
  }

  // --- writing ---------------------------------------------------------------------------------

  private void list(String title, String name, Function<String, WordVerdict> judge)
      throws IOException {
    List<WordVerdict> verdicts = new ArrayList<>();
    for (String word : WordVerdict.words(name)) {
      WordVerdict hand = written.get(name + "/" + word);
      verdicts.add(hand == null ? judge.apply(word) : hand);
    }
    all.put(name, verdicts);
    out.append("### ").append(title).append("\n\n");
    for (Support support : Support.values()) {
      group(verdicts, support);
    }
    out.append('\n');
  }

  /** Words with the same note stand together. */
  private void group(List<WordVerdict> verdicts, Support support) {
    Map<String, List<String>> byNote = new TreeMap<>();
    for (WordVerdict verdict : verdicts) {
      if (verdict.support() == support) {
        byNote.computeIfAbsent(verdict.note(), n -> new ArrayList<>()).add(verdict.word());
      }
    }
    byNote.forEach(
        (note, words) -> {
          out.append("- **").append(label(support)).append("**");
          out.append(note.isEmpty() ? ": " : ", " + escaped(note) + ": ");
          out.append(words.stream().map(w -> "`" + w + "`").collect(Collectors.joining(", ")));
          out.append('\n');
        });
  }

  private static String label(Support support) {
    return switch (support) {
      case YES -> "yes";
      case WARNED -> "warned";
      case REFUSED -> "refused";
    };
  }

  private static String escaped(String note) {
    return note.replace("<", "&lt;").replace("*", "\\*");
  }
}
