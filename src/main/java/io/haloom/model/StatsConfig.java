package io.haloom.model;

import io.haloom.sample.Condition;
import java.util.List;

/**
 * The statistics page of a proxy.
 *
 * @param uri {@code stats uri}, {@code /haproxy?stats} by default
 * @param access who may look at it and change something
 * @param refreshSeconds {@code stats refresh}, 0 for none
 * @param shown what it tells of the process
 * @param scopes {@code stats scope}, "." is the proxy itself; empty for all
 */
public record StatsConfig(
    String uri, AccessControl access, int refreshSeconds, Shown shown, List<String> scopes) {

  /**
   * Who may look at the page and change something.
   *
   * @param realm {@code stats realm}, or null
   * @param users {@code stats auth}, each {@code user:password}; empty for no authentication
   * @param admin {@code stats admin} conditions, any of which lets actions through
   * @param rules {@code stats http-request} rules in order
   */
  public record AccessControl(
      String realm, List<String> users, List<Condition> admin, List<AccessRule> rules) {}

  /**
   * What the page tells of the process.
   *
   * @param hideVersion {@code stats hide-version}
   * @param legends {@code stats show-legends}
   * @param modules {@code stats show-modules}
   * @param description {@code stats show-desc}'s text, or null for none
   * @param node {@code stats show-node}'s name, or null for none
   */
  public record Shown(
      boolean hideVersion, boolean legends, boolean modules, String description, String node) {}

  /** One {@code stats http-request} rule; {@code realm} is of {@code auth}, or null. */
  public record AccessRule(Access access, String realm, Condition condition) {}

  /** What a {@code stats http-request} rule does. */
  public enum Access {
    ALLOW,
    DENY,
    AUTH
  }
}
