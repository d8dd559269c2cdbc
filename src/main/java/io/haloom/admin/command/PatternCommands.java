package io.haloom.admin.command;

import io.haloom.admin.CommandEntry;
import io.haloom.model.BindConfig.Level;
import io.haloom.sample.match.PatternReferences;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The commands that show and change the patterns of ACLs and maps, all of them for admins: what is
 * in such a list may be as secret as what it decides.
 */
final class PatternCommands {
  private PatternCommands() {}

  static List<CommandEntry> entries(Supplier<PatternReferences> references) {
    List<CommandEntry> entries = new ArrayList<>();
    acl(new PatternTarget(references, false), entries);
    map(new PatternTarget(references, true), entries);
    return entries;
  }

  private static void acl(PatternTarget acls, List<CommandEntry> into) {
    into.add(entry("add acl", "[@<ver>] <acl> <pattern>", "add a pattern", new AddPattern(acls)));
    into.add(entry("clear acl", "[@<ver>] <acl>", "remove all patterns", new ClearPatterns(acls)));
    into.add(
        entry("commit acl", "@<ver> <acl>", "use a prepared version", new CommitPatterns(acls)));
    into.add(entry("del acl", "<acl> [<key>|#<ref>]", "remove patterns", new DelPattern(acls)));
    into.add(
        entry("get acl", "<acl> <value>", "the patterns a value matches", new GetPattern(acls)));
    into.add(entry("prepare acl", "<acl>", "make a version to fill", new PreparePatterns(acls)));
    into.add(
        entry("show acl", "[[@<ver>] <acl>]", "ACLs, or one's patterns", new ShowPatterns(acls)));
  }

  private static void map(PatternTarget maps, List<CommandEntry> into) {
    into.add(entry("add map", "[@<ver>] <map> <key> <val>", "add a key", new AddPattern(maps)));
    into.add(entry("clear map", "[@<ver>] <map>", "remove all keys", new ClearPatterns(maps)));
    into.add(
        entry("commit map", "@<ver> <map>", "use a prepared version", new CommitPatterns(maps)));
    into.add(entry("del map", "<map> [<key>|#<ref>]", "remove keys", new DelPattern(maps)));
    into.add(entry("get map", "<map> <value>", "the keys a value matches", new GetPattern(maps)));
    into.add(entry("prepare map", "<map>", "make a version to fill", new PreparePatterns(maps)));
    into.add(entry("set map", "<map> [<key>|#<ref>] <value>", "change a value", new SetMap(maps)));
    into.add(entry("show map", "[[@<ver>] <map>]", "maps, or one's keys", new ShowPatterns(maps)));
  }

  private static CommandEntry entry(
      String words, String arguments, String description, io.haloom.admin.Command command) {
    return CommandEntry.of(words, Level.ADMIN, words + " " + arguments, description, command);
  }
}
