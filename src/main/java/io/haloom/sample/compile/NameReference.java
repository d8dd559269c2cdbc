package io.haloom.sample.compile;

import io.haloom.regex.Regex;
import io.haloom.sample.ArgType;
import io.haloom.sample.CompileException;
import io.haloom.sample.Expressions;
import io.haloom.sample.compile.CompileScope.KnownNames;

/**
 * An argument that is looked at when all is read: it names a proxy, a server or a user list, or is
 * a regular expression.
 *
 * @param type what it names
 * @param name the name; of a server, {@code backend/server}; or the expression
 * @param position which argument, from 1
 * @param keyword {@code "sample fetch keyword 'x' in"} and the like, up to the word "proxy"
 * @param proxy the section it stands in
 * @param place {@code file:line}
 */
record NameReference(
    ArgType type, String name, int position, String keyword, String proxy, String place) {

  /** HAProxy's message where the name is unknown, or null. */
  String problem(KnownNames known) {
    return switch (type) {
      case FRONTEND -> missing(known.frontend(name), "frontend", true);
      case BACKEND -> missing(known.backend(name), "backend", false);
      case SERVER -> missingServer(known);
      case USERLIST ->
          known.userlist(name) ? null : text("unable to find userlist '" + name + "' referenced");
      case REGEX -> malformed();
      default -> null;
    };
  }

  private String malformed() {
    if (name.isEmpty()) {
      return text("missing regex");
    }
    try {
      Expressions.compile(name, Regex.Options.CAPTURING);
      return null;
    } catch (CompileException e) {
      String end = text("error in regex '" + name + "'");
      return end.substring(0, end.length() - 1) + " : " + e.getMessage() + ".";
    }
  }

  private String missing(CompileScope.Section found, String role, boolean frontend) {
    if (found == null) {
      return text("unable to find " + role + " '" + name + "' referenced");
    }
    CompileScope side = new CompileScope(found, name);
    if (frontend ? side.isFrontend() : side.isBackend()) {
      return null;
    }
    String end = text("proxy '" + name + "', referenced");
    return end.substring(0, end.length() - 1) + ", has not " + role + " capability.";
  }

  private String missingServer(KnownNames known) {
    int slash = name.lastIndexOf('/');
    String backend = name.substring(0, slash);
    String server = name.substring(slash + 1);
    if (known.backend(backend) == null) {
      return text("unable to find proxy '" + backend + "' referenced");
    }
    return known.server(backend, server)
        ? null
        : text("unable to find server '" + server + "' in proxy '" + backend + "', referenced");
  }

  private String text(String start) {
    return "parsing [%s]: %s in arg %d of %s proxy '%s'."
        .formatted(place, start, position, keyword, proxy);
  }
}
