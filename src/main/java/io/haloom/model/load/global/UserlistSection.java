package io.haloom.model.load.global;

import io.haloom.config.ConfigText;
import io.haloom.config.Line;
import io.haloom.config.SectionParser;
import io.haloom.config.Suggest;
import io.haloom.crypt.PasswordHash;
import io.haloom.model.UserlistConfig;
import io.haloom.model.UserlistConfig.User;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Names;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code userlist} section (HAProxy manual, section 3.4). */
public final class UserlistSection implements SectionParser {
  private final LoadContext context;
  private String name;
  private final Map<String, User> users = new LinkedHashMap<>();

  /** Groups, each with the users its own line names. */
  private final Map<String, List<String>> groups = new LinkedHashMap<>();

  /** The line of each user that names groups. */
  private final Map<String, Line> userLines = new LinkedHashMap<>();

  public UserlistSection(LoadContext context) {
    this.context = context;
  }

  @Override
  public void parse(Line line) {
    try {
      switch (line.get(0)) {
        case "userlist" -> open(line);
        case "user" -> user(line);
        case "group" -> group(line);
        default ->
            throw LineException.tight(
                "unknown keyword '%s' in 'users' section%s"
                    .formatted(line.get(0), Suggest.hint(line.get(0), List.of("user", "group"))));
      }
    } catch (LineException e) {
      context.diagnostics().alert(e.text(line.location()));
    }
  }

  private void open(Line line) throws LineException {
    users.clear();
    groups.clear();
    userLines.clear();
    name = null;
    if (!line.has(1)) {
      throw LineException.tight("'userlist' expects <name> as arguments.");
    }
    new KeywordLine(context, line).atMost(1);
    int bad = Names.firstBad(line.get(1));
    if (bad >= 0) {
      throw LineException.tight(
          "character '%c' is not permitted in 'userlist' name '%s'."
              .formatted(line.get(1).charAt(bad), line.get(1)));
    }
    if (context.userlists().containsKey(line.get(1))) {
      context
          .diagnostics()
          .warning(
              "parsing [%s]: ignoring duplicated userlist '%s'."
                  .formatted(line.location(), line.get(1)));
      return;
    }
    name = line.get(1);
  }

  private void group(Line line) throws LineException {
    if (!line.has(1)) {
      throw LineException.tight("'group' expects <name> as arguments.");
    }
    validateName(line, "group");
    if (groups.containsKey(line.get(1))) {
      context
          .diagnostics()
          .warning(
              "parsing [%s]: ignoring duplicated group '%s' in userlist '%s'."
                  .formatted(line.location(), line.get(1), name));
      return;
    }
    List<String> members = null;
    for (int at = 2; line.has(at); at += 2) {
      if (!line.get(at).equals("users")) {
        throw LineException.tight("'group' only supports 'users' option.");
      }
      if (members != null) {
        throw new LineException(
            "'users' option already defined in 'group' name '" + line.get(1) + "'.");
      }
      members = parts(line.get(at + 1));
    }
    groups.put(line.get(1), members == null ? List.of() : members);
  }

  private void user(Line line) throws LineException {
    if (!line.has(1)) {
      throw LineException.tight("'user' expects <name> as arguments.");
    }
    if (users.containsKey(line.get(1))) {
      context
          .diagnostics()
          .warning(
              "parsing [%s]: ignoring duplicated user '%s' in userlist '%s'."
                  .formatted(line.location(), line.get(1), name));
      return;
    }
    String password = null;
    boolean insecure = false;
    Set<String> memberOf = new LinkedHashSet<>();
    for (int at = 2; line.has(at); at += 2) {
      switch (line.get(at)) {
        case "password", "insecure-password" -> {
          insecure = line.get(at).equals("insecure-password");
          password = line.get(at + 1);
        }
        case "groups" -> memberOf.addAll(parts(line.get(at + 1)));
        default ->
            throw LineException.tight(
                "'user' only supports 'password', 'insecure-password' and 'groups' options.");
      }
    }
    if (password != null && !insecure) {
      validateHash(line.get(1), password);
    }
    users.put(line.get(1), new User(line.get(1), password, insecure, memberOf));
    userLines.put(line.get(1), line);
  }

  private static void validateHash(String user, String hash) throws LineException {
    if (!PasswordHash.isThere()) {
      throw LineException.tight(
          "the encrypted password used for user '%s' needs libcrypt: install it (Debian: libcrypt1)."
              .formatted(user));
    }
    if (!PasswordHash.isKnown(ConfigText.bytes(hash))) {
      throw LineException.tight(
          "the encrypted password used for user '%s' is not supported by crypt(3)."
              .formatted(user));
    }
  }

  private void validateName(Line line, String what) throws LineException {
    int bad = Names.firstBad(line.get(1));
    if (bad >= 0) {
      throw LineException.tight(
          "character '%c' is not permitted in '%s' name '%s'."
              .formatted(line.get(1).charAt(bad), what, line.get(1)));
    }
  }

  private static List<String> parts(String text) {
    return Arrays.stream(text.split(",")).filter(p -> !p.isEmpty()).toList();
  }

  /** Users name their groups, groups name their users: both ways count. */
  @Override
  public void end() {
    if (name == null) {
      return;
    }
    for (User user : users.values()) {
      for (String group : user.groups()) {
        if (!groups.containsKey(group)) {
          context
              .diagnostics()
              .alert(
                  "userlist '%s': no such group '%s' specified in user '%s'"
                      .formatted(name, group, user.name()));
        }
      }
    }
    groups.forEach(this::addMembers);
    UserlistConfig list =
        new UserlistConfig(name, new LinkedHashMap<>(users), new LinkedHashSet<>(groups.keySet()));
    context.userlists().put(name, list);
    name = null;
  }

  private void addMembers(String group, List<String> members) {
    for (String member : members) {
      User user = users.get(member);
      if (user == null) {
        context
            .diagnostics()
            .alert(
                "userlist '%s': no such user '%s' specified in group '%s'"
                    .formatted(name, member, group));
        continue;
      }
      Set<String> all = new LinkedHashSet<>(user.groups());
      all.add(group);
      users.put(member, new User(user.name(), user.password(), user.insecure(), all));
    }
  }
}
