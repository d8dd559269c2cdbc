package io.haloom.model;

import io.haloom.sample.Condition;
import java.util.List;

/**
 * The statistics page of a proxy.
 *
 * @param uri {@code stats uri}, {@code /haproxy?stats} by default
 * @param realm {@code stats realm}, or null
 * @param users {@code stats auth}, each {@code user:password}; empty for no authentication
 * @param refreshSeconds {@code stats refresh}, 0 for none
 * @param hideVersion {@code stats hide-version}
 * @param showLegends {@code stats show-legends}
 * @param showModules {@code stats show-modules}
 * @param description {@code stats show-desc}'s text, or null for none
 * @param node {@code stats show-node}'s name, or null for none
 * @param scopes {@code stats scope}, "." is the proxy itself; empty for all
 * @param admin {@code stats admin} conditions, any of which lets actions through
 * @param accessRules {@code stats http-request} rules in order
 */
public record StatsConfig(
    String uri,
    String realm,
    List<String> users,
    int refreshSeconds,
    boolean hideVersion,
    boolean showLegends,
    boolean showModules,
    String description,
    String node,
    List<String> scopes,
    List<Condition> admin,
    List<AccessRule> accessRules) {

  /** One {@code stats http-request} rule; {@code realm} is of {@code auth}, or null. */
  public record AccessRule(Access access, String realm, Condition condition) {}

  /** What a {@code stats http-request} rule does. */
  public enum Access {
    ALLOW,
    DENY,
    AUTH
  }
}
