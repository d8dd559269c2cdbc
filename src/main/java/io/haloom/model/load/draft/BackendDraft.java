package io.haloom.model.load.draft;

import io.haloom.model.BackendConfig.RetryOn;
import io.haloom.model.BackendConfig.StateSource;
import io.haloom.model.BalanceConfig.Algorithm;
import io.haloom.model.BalanceConfig.HashFunction;
import io.haloom.model.BalanceConfig.HashType;
import io.haloom.model.HashInput;
import io.haloom.model.KeepAliveConfig;
import io.haloom.model.SourceConfig;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a section says of its backend. */
public final class BackendDraft {
  public final List<ServerDraft> servers = new ArrayList<>();
  public final List<NamedRule> useServers = new ArrayList<>();

  public ServerDraft defaultServer = new ServerDraft();
  public SocketAddress dispatch;

  /** Null where {@code balance} was not written. */
  public Algorithm algorithm;

  public HashInput hashInput;

  /** The expression of {@code balance hash} as it was written, or null. */
  public String hashExpression;

  public int draws = 2;
  public HashType hashType = HashType.MAP_BASED;
  public HashFunction hashFunction = HashFunction.SDBM;
  public boolean avalanche;
  public int hashBalanceFactor;
  public int fullconn;
  public int retries = 3;
  public int redispatch;
  public Set<RetryOn> retryOn = EnumSet.of(RetryOn.CONN_FAILURE);
  public SourceConfig source;
  public KeepAliveConfig keepAlive = KeepAliveConfig.SYSTEM;
  public CheckDraft check = new CheckDraft();
  public StateSource stateSource = StateSource.NONE;
  public String stateFileName;

  /** A copy for a section that is made from this one; servers and rules stay behind. */
  BackendDraft inherit() {
    BackendDraft copy = new BackendDraft();
    copy.defaultServer = defaultServer.inherit();
    copy.algorithm = algorithm;
    copy.hashInput = hashInput;
    copy.hashExpression = hashExpression;
    copy.draws = draws;
    copy.hashType = hashType;
    copy.hashFunction = hashFunction;
    copy.avalanche = avalanche;
    copy.hashBalanceFactor = hashBalanceFactor;
    copy.fullconn = fullconn;
    copy.retries = retries;
    copy.redispatch = redispatch;
    copy.retryOn = retryOn;
    copy.source = source;
    copy.keepAlive = keepAlive;
    copy.check = check.inherit();
    copy.stateSource = stateSource;
    copy.stateFileName = stateFileName;
    return copy;
  }

  /** The server of that name, or null. */
  public ServerDraft server(String name) {
    for (ServerDraft server : servers) {
      if (server.name.equals(name)) {
        return server;
      }
    }
    return null;
  }
}
