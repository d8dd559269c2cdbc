package io.haloom.stats;

import io.haloom.config.ConfigText;
import io.haloom.http.BasicCredentials;
import io.haloom.http.RequestHead;
import io.haloom.model.StatsConfig;
import io.haloom.sample.Condition;
import io.haloom.sample.SampleContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Who may see the statistics, and who may act on them (configuration manual, "stats"). */
final class StatsAccess {
  private static final String DEFAULT_REALM = "HAProxy Statistics";

  private StatsAccess() {}

  /**
   * A decision.
   *
   * @param access what is decided
   * @param realm the realm to ask credentials for when {@code access} is AUTH
   */
  record Decision(StatsConfig.Access access, String realm) {
    static final Decision ALLOW = new Decision(StatsConfig.Access.ALLOW, null);
  }

  /** The first rule that holds decides; without any, the users of {@code stats auth} do. */
  static Decision of(StatsConfig config, RequestHead request, SampleContext context) {
    for (StatsConfig.AccessRule rule : config.access().rules()) {
      if (rule.condition().test(context)) {
        return new Decision(rule.access(), realm(rule.realm()));
      }
    }
    if (config.access().users().isEmpty() || knows(config, BasicCredentials.of(request))) {
      return Decision.ALLOW;
    }
    return new Decision(StatsConfig.Access.AUTH, realm(config.access().realm()));
  }

  /** In a header, a character is a byte. */
  private static String realm(String configured) {
    return configured == null
        ? DEFAULT_REALM
        : new String(ConfigText.bytes(configured), StandardCharsets.ISO_8859_1);
  }

  /** Compares without telling by its time how much was right. */
  private static boolean knows(StatsConfig config, BasicCredentials credentials) {
    if (credentials == null) {
      return false;
    }
    byte[] given = bytes(credentials.user() + ":" + credentials.password());
    boolean known = false;
    for (String user : config.access().users()) {
      byte[] pair = ConfigText.bytes(user.indexOf(':') < 0 ? user + ":" : user);
      known |= MessageDigest.isEqual(pair, given);
    }
    return known;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Whether any {@code stats admin} condition holds. */
  static boolean mayAct(StatsConfig config, SampleContext context) {
    for (Condition condition : config.access().admin()) {
      if (condition.test(context)) {
        return true;
      }
    }
    return false;
  }
}
