package io.haloom.model.load;

import io.haloom.model.StatsConfig;
import io.haloom.model.StatsConfig.AccessRule;
import io.haloom.sample.Condition;
import java.util.ArrayList;
import java.util.List;

/** What a section says of its statistics page. */
final class StatsDraft {
  private static final String DEFAULT_URI = "/haproxy?stats";

  String uri = DEFAULT_URI;
  String realm;
  final List<String> users = new ArrayList<>();
  int refreshSeconds;
  boolean hideVersion;
  boolean showLegends;
  boolean showModules;
  String description;
  String node;
  final List<String> scopes = new ArrayList<>();
  final List<Condition> admin = new ArrayList<>();
  final List<AccessRule> accessRules = new ArrayList<>();

  /** The record; {@code globalNode} stands where {@code show-node} names none. */
  StatsConfig build(String globalNode) {
    return new StatsConfig(
        uri,
        realm,
        List.copyOf(users),
        refreshSeconds,
        hideVersion,
        showLegends,
        showModules,
        description,
        node == null || !node.isEmpty() ? node : globalNode,
        List.copyOf(scopes),
        List.copyOf(admin),
        List.copyOf(accessRules));
  }
}
