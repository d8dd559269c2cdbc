package io.haloom.sample.fetch;

import io.haloom.http.HeaderName;
import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.HttpRequestView;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SampleType;
import io.haloom.sample.Source;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Fetches of the client's credentials (RFC 7617, RFC 6750). */
final class AuthFetches {
  private static final ArgSpec USERLIST = ArgSpec.of(1, ArgType.USERLIST);
  private static final FieldSelector AUTHORIZATION =
      FieldSelector.of(HeaderName.AUTHORIZATION.toString());
  private static final FieldSelector PROXY_AUTHORIZATION = FieldSelector.of("proxy-authorization");

  private AuthFetches() {}

  static List<FetchWord> words() {
    return List.of(
        plain("http_auth_type", AuthFetches::type),
        plain("http_auth_user", part(true)),
        plain("http_auth_pass", part(false)),
        FetchWord.of(
            "http_auth_bearer",
            ArgSpec.of(0, ArgType.STR),
            SampleType.STR,
            Source.REQUEST_HEADERS,
            args -> args.has(0) ? bearerIn(FieldSelector.of(args.text(0))) : AuthFetches::bearer),
        FetchWord.of(
            "http_auth",
            USERLIST,
            SampleType.BOOL,
            Source.REQUEST_HEADERS,
            args -> known(args.text(0))),
        FetchWord.of(
            "http_auth_group",
            USERLIST,
            SampleType.STR,
            Source.REQUEST_HEADERS,
            args -> user(args.text(0))));
  }

  private static FetchWord plain(String name, Fetch fetch) {
    return FetchWord.plain(name, SampleType.STR, Source.REQUEST_HEADERS, fetch);
  }

  /** What stands behind the scheme. */
  private record Credentials(String scheme, String rest) {

    /** Null where there are none. */
    static Credentials in(HttpRequestView request, FieldSelector field, Sample scratch) {
      if (!new FieldValues(field, false).pick(request, 1, scratch)) {
        return null;
      }
      String text = scratch.latin1();
      int space = text.indexOf(' ');
      return space <= 0
          ? null
          : new Credentials(text.substring(0, space), text.substring(space).replaceFirst(" +", ""));
    }

    /** Of the field that this request uses for them. */
    static Credentials of(SampleContext context, Sample scratch) {
      HttpRequestView request = Side.request(context, scratch);
      if (request == null) {
        return null;
      }
      boolean toProxy = request.usesProxyHeader();
      return in(request, toProxy ? PROXY_AUTHORIZATION : AUTHORIZATION, scratch);
    }

    boolean isBasic() {
      return scheme.equalsIgnoreCase("Basic");
    }

    boolean isBearer() {
      return scheme.equalsIgnoreCase("Bearer");
    }

    /** Name and password, or null. */
    String[] pair() {
      byte[] decoded;
      try {
        decoded = Base64.getDecoder().decode(rest);
      } catch (IllegalArgumentException e) {
        return null;
      }
      String text = new String(decoded, StandardCharsets.ISO_8859_1);
      int nul = text.indexOf(0);
      text = nul < 0 ? text : text.substring(0, nul);
      int colon = text.indexOf(':');
      return colon < 0 ? null : new String[] {text.substring(0, colon), text.substring(colon + 1)};
    }
  }

  private static String[] basic(SampleContext context, Sample scratch) {
    Credentials credentials = Credentials.of(context, scratch);
    return credentials == null || !credentials.isBasic() ? null : credentials.pair();
  }

  private static void put(String text, Sample into) {
    into.setString(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static boolean type(SampleContext context, Sample sample) {
    Credentials credentials = Credentials.of(context, sample);
    if (credentials == null) {
      return false;
    }
    if (credentials.isBasic() && credentials.pair() != null) {
      put("Basic", sample);
      return true;
    }
    put("Bearer", sample);
    return !credentials.isBasic() && credentials.isBearer();
  }

  private static Fetch part(boolean user) {
    return (context, sample) -> {
      String[] pair = basic(context, sample);
      if (pair != null) {
        put(pair[user ? 0 : 1], sample);
      }
      return pair != null;
    };
  }

  private static boolean bearer(SampleContext context, Sample sample) {
    Credentials credentials = Credentials.of(context, sample);
    if (credentials == null || credentials.isBasic() || !credentials.isBearer()) {
      return false;
    }
    put(credentials.rest, sample);
    return true;
  }

  private static Fetch bearerIn(FieldSelector field) {
    return (context, sample) -> {
      HttpRequestView request = Side.request(context, sample);
      if (request == null) {
        return false;
      }
      Credentials credentials = Credentials.in(request, field, sample);
      boolean found = credentials != null && credentials.isBearer();
      if (found) {
        put(credentials.rest, sample);
      }
      return found;
    };
  }

  private static Fetch known(String userlist) {
    return (context, sample) -> {
      String[] pair = basic(context, sample);
      if (pair == null) {
        return false;
      }
      sample.setBool(context.process().hasUser(userlist, pair[0], pair[1]));
      return true;
    };
  }

  /** The user's name; where all values are wanted, the user's groups, for ACLs compare those. */
  private static Fetch user(String userlist) {
    return (context, sample) -> {
      String[] pair = basic(context, sample);
      if (pair == null || !context.process().hasUser(userlist, pair[0], pair[1])) {
        return false;
      }
      if (!sample.wantsEvery()) {
        put(pair[0], sample);
        return true;
      }
      List<String> groups = List.copyOf(context.process().groupsOf(userlist, pair[0]));
      int at = (int) sample.cursor();
      if (at >= groups.size()) {
        return false;
      }
      put(groups.get(at), sample);
      sample.continueAt(at + 1);
      return true;
    };
  }
}
