package io.haloom.model.load.draft;

import io.haloom.model.StatsConfig;
import io.haloom.model.StatsConfig.AccessRule;
import io.haloom.sample.Condition;
import java.util.ArrayList;
import java.util.List;

/** What a section says of its statistics page. */
public final class StatsDraft {
  private static final String DEFAULT_URI = "/haproxy?stats";

  public String uri = DEFAULT_URI;
  public String realm;
  public final List<String> users = new ArrayList<>();
  public int refreshSeconds;
  public boolean hideVersion;
  public boolean showLegends;
  public boolean showModules;
  public String description;
  public String node;
  public final List<String> scopes = new ArrayList<>();
  public final List<Condition> admin = new ArrayList<>();
  public final List<AccessRule> accessRules = new ArrayList<>();

  /** The record; {@code globalNode} stands where {@code show-node} names none. */
  public StatsConfig build(String globalNode) {
    return new StatsConfig(
        uri,
        new StatsConfig.AccessControl(
            realm, List.copyOf(users), List.copyOf(admin), List.copyOf(accessRules)),
        refreshSeconds,
        new StatsConfig.Shown(
            hideVersion,
            showLegends,
            showModules,
            description,
            node == null || !node.isEmpty() ? node : globalNode),
        List.copyOf(scopes));
  }
}
