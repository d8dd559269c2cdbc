package io.haloom.model;

import io.haloom.http.HeaderName;
import io.haloom.model.ServerAddress.PrefixedNet;
import io.haloom.rule.ErrorReplies;
import io.haloom.rule.HttpRules;
import io.haloom.sample.Condition;
import java.util.List;

/**
 * What a proxy says of HTTP.
 *
 * @param rules HTTP rules
 * @param errors error messages of its own
 * @param captures what of messages is kept for logs; of a frontend
 * @param headers what is added to requests
 * @param monitor {@code monitor-uri} and {@code monitor fail}, or null; of a frontend
 * @param restrictNames {@code option http-restrict-req-hdr-names}
 * @param cookie {@code cookie}, or null; of a backend
 * @param persistRules {@code force-persist} and {@code ignore-persist} in order; of a backend
 * @param reuse {@code http-reuse}; of a backend
 */
public record HttpConfig(
    HttpRules rules,
    ErrorReplies errors,
    Captures captures,
    AddedHeaders headers,
    Monitor monitor,
    RestrictNames restrictNames,
    CookieConfig cookie,
    List<PersistRule> persistRules,
    Reuse reuse) {

  /** Nothing that is not so by default. */
  public static final HttpConfig NONE =
      new HttpConfig(
          HttpRules.NONE,
          ErrorReplies.NONE,
          new Captures(List.of(), List.of(), null),
          AddedHeaders.NONE,
          null,
          RestrictNames.PRESERVE,
          null,
          List.of(),
          Reuse.SAFE);

  /**
   * Headers that are added to requests; null for none.
   *
   * @param forwardFor {@code option forwardfor}
   * @param originalTo {@code option originalto}
   * @param uniqueId {@code unique-id-header}; of a frontend
   * @param serverName {@code http-send-name-header}; of a backend
   */
  public record AddedHeaders(
      AddressHeader forwardFor,
      AddressHeader originalTo,
      HeaderName uniqueId,
      HeaderName serverName) {
    /** None. */
    public static final AddedHeaders NONE = new AddedHeaders(null, null, null, null);
  }

  /**
   * A header that tells servers an address of the client's connection.
   *
   * @param name its name
   * @param except addresses it is not told for, or null
   * @param ifNone whether a header that is there already is left alone
   */
  public record AddressHeader(HeaderName name, PrefixedNet except, boolean ifNone) {}

  /**
   * A request that is answered by the proxy itself.
   *
   * @param uri the target it has
   * @param fail conditions of which none may hold
   */
  public record Monitor(String uri, List<Condition> fail) {}

  /**
   * What is kept for logs; a slot's number is its place in the list.
   *
   * @param cookie {@code capture cookie}, or null
   */
  public record Captures(List<Capture> request, List<Capture> response, CookieCapture cookie) {}

  /**
   * One slot.
   *
   * @param header whose value is kept there, or null where rules fill it
   * @param length the most characters that are kept
   */
  public record Capture(HeaderName header, int length) {}

  /**
   * {@code capture cookie}.
   *
   * @param name how the cookie's name starts, or the whole of it where it ends with {@code =}
   * @param length the most characters that are kept, name included
   */
  public record CookieCapture(String name, int length) {}

  /** One {@code force-persist} or {@code ignore-persist} rule. */
  public record PersistRule(boolean force, Condition condition) {}

  /** {@code http-reuse}. */
  public enum Reuse {
    NEVER,
    SAFE,
    AGGRESSIVE,
    ALWAYS
  }

  /** What becomes of request header names with other characters than letters, digits and dashes. */
  public enum RestrictNames {
    PRESERVE,
    REJECT,
    DELETE
  }
}
