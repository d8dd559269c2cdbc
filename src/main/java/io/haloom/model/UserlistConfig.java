package io.haloom.model;

import java.util.Map;
import java.util.Set;

/**
 * A userlist section.
 *
 * @param name its name
 * @param users by user name
 * @param groups the names of its groups, also of those without a user
 */
public record UserlistConfig(String name, Map<String, User> users, Set<String> groups) {

  /**
   * One user.
   *
   * @param name the user's name
   * @param password the password, or its crypt(3) hash
   * @param insecure true when {@code password} is plain
   * @param groups the groups it belongs to
   */
  public record User(String name, String password, boolean insecure, Set<String> groups) {}
}
