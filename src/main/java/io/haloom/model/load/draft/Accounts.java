package io.haloom.model.load.draft;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Numbers of users and groups, from files in the form of {@code passwd(5)} and {@code group(5)}.
 */
public final class Accounts {
  private final Path users;
  private final Path groups;

  Accounts(Path users, Path groups) {
    this.users = users;
    this.groups = groups;
  }

  static Accounts system() {
    return new Accounts(Path.of("/etc/passwd"), Path.of("/etc/group"));
  }

  public OptionalInt user(String name) {
    return find(users, name);
  }

  public OptionalInt group(String name) {
    return find(groups, name);
  }

  private static OptionalInt find(Path file, String name) {
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        String[] fields = line.split(":", -1);
        if (fields.length > 2 && fields[0].equals(name)) {
          return OptionalInt.of(Integer.parseInt(fields[2]));
        }
      }
    } catch (IOException | NumberFormatException e) {
      return OptionalInt.empty();
    }
    return OptionalInt.empty();
  }
}
