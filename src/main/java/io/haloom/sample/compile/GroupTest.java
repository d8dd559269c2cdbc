package io.haloom.sample.compile;

import io.haloom.sample.compile.CompileScope.KnownNames;
import java.util.List;
import java.util.stream.Stream;

/**
 * Patterns that an ACL compares the groups of a user with, as {@code http_auth_group} of its own
 * does. They are names of groups: one that there is not, and none at all, is refused.
 *
 * @param acl the ACL's name, empty where it has none
 * @param userlist the list whose groups they are
 * @param patterns none where another way to match, or a converter, leaves nothing to compare with
 */
record GroupTest(String acl, String userlist, List<String> patterns) {

  Stream<String> problems(KnownNames known, String proxy) {
    String where = "proxy %s: acl %s http_auth_group(): ".formatted(proxy, acl);
    return patterns.isEmpty()
        ? Stream.of(where + "no groups specified.")
        : patterns.stream()
            .filter(pattern -> !known.group(userlist, pattern))
            .map(pattern -> where + "invalid group '" + pattern + "'.");
  }
}
