package io.haloom.model.load;

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
final class BackendDraft {
  final List<ServerDraft> servers = new ArrayList<>();
  final List<NamedRule> useServers = new ArrayList<>();

  ServerDraft defaultServer = new ServerDraft();
  SocketAddress dispatch;

  /** Null where {@code balance} was not written. */
  Algorithm algorithm;

  HashInput hashInput;

  /** The expression of {@code balance hash} as it was written, or null. */
  String hashExpression;

  int draws = 2;
  HashType hashType = HashType.MAP_BASED;
  HashFunction hashFunction = HashFunction.SDBM;
  boolean avalanche;
  int hashBalanceFactor;
  int fullconn;
  int retries = 3;
  int redispatch;
  Set<RetryOn> retryOn = EnumSet.of(RetryOn.CONN_FAILURE);
  SourceConfig source;
  KeepAliveConfig keepAlive = KeepAliveConfig.SYSTEM;
  CheckDraft check = new CheckDraft();
  StateSource stateSource = StateSource.NONE;
  String stateFileName;

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
  ServerDraft server(String name) {
    for (ServerDraft server : servers) {
      if (server.name.equals(name)) {
        return server;
      }
    }
    return null;
  }
}
