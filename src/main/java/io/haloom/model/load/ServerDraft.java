package io.haloom.model.load;

import io.haloom.config.Line;
import io.haloom.model.HealthConfig.Observe;
import io.haloom.model.HealthConfig.OnError;
import io.haloom.model.PoolConfig;
import io.haloom.model.ServerAddress.PrefixedNet;
import io.haloom.model.SourceConfig;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A server, server-template or default-server line while it is read. */
final class ServerDraft implements Cloneable {
  String name = "default-server";
  Line line;
  int id;
  boolean idForced;

  /** Whether its line has an error, so that what it lacks may only be lost. */
  boolean broken;

  ParsedAddress address;
  String written;

  /** What the name resolved to at load; null while it did not. */
  InetAddress resolved;

  int weight = 1;
  boolean backup;
  boolean disabled;
  int maxconn;
  int minconn;
  int maxqueue;
  int slowstartMillis;
  SourceConfig source;
  int proxyVersion;
  boolean proxyUniqueId;
  boolean proxyCrc32c;
  SocketAddress socks4;
  boolean check;
  int inter = 2000;
  int fastinter;
  int downinter;
  int rise = 2;
  int fall = 3;
  ParsedAddress checkAddress;
  int checkPort;
  boolean checkSendProxy;
  boolean checkViaSocks4;
  boolean agent;
  int agentInter = 2000;
  ParsedAddress agentAddress;
  int agentPort;
  boolean agentPortSet;
  String agentSend;
  String track;

  /** The server that {@link #track} names, once found. */
  ServerDraft tracked;

  Observe observe = Observe.NONE;
  int errorLimit = 10;
  OnError onError = OnError.FAIL_CHECK;
  boolean shutdownSessionsOnDown;
  boolean shutdownBackupOnUp;
  String cookie;
  String redirect;
  PoolConfig pool = PoolConfig.DEFAULT;
  boolean fastOpen;
  int userTimeoutMillis;
  List<String> initAddr = List.of("last", "libc");
  boolean preferIpv6 = true;
  List<PrefixedNet> preferNets = new ArrayList<>();
  boolean allowDuplicates;

  /** A copy that a server line, or the default-server of another section, starts from. */
  ServerDraft inherit() {
    try {
      ServerDraft copy = (ServerDraft) clone();
      copy.preferNets = new ArrayList<>(preferNets);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }
}
