package io.haloom.model.load.draft;

import io.haloom.config.Line;
import io.haloom.model.HealthConfig.Observe;
import io.haloom.model.HealthConfig.OnError;
import io.haloom.model.PoolConfig;
import io.haloom.model.ServerAddress.PrefixedNet;
import io.haloom.model.SourceConfig;
import io.haloom.model.load.address.ParsedAddress;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A server, server-template or default-server line while it is read. */
public final class ServerDraft implements Cloneable {
  public String name = "default-server";
  public Line line;
  public int id;
  public boolean idForced;

  /** Whether its line has an error, so that what it lacks may only be lost. */
  public boolean broken;

  public ParsedAddress address;
  public String written;

  /** What the name resolved to at load; null while it did not. */
  public InetAddress resolved;

  public int weight = 1;
  public boolean backup;
  public boolean disabled;
  public int maxconn;
  public int minconn;
  public int maxqueue;
  public int slowstartMillis;
  public SourceConfig source;

  /** Bit 0 for a header of version 1, bit 1 for one of version 2. */
  public int proxyVersions;

  public boolean proxyUniqueId;
  public boolean proxyCrc32c;
  public SocketAddress socks4;
  public boolean check;
  public int inter = 2000;
  public int fastinter;
  public int downinter;
  public int rise = 2;
  public int fall = 3;
  public ParsedAddress checkAddress;
  public int checkPort;
  public boolean checkSendProxy;
  public boolean checkViaSocks4;
  public boolean agent;
  public int agentInter = 2000;
  public ParsedAddress agentAddress;
  public int agentPort;
  public boolean agentPortSet;
  public String agentSend;
  public String track;

  /** The server that {@link #track} names, once found. */
  public ServerDraft tracked;

  public Observe observe = Observe.NONE;
  public int errorLimit = 10;
  public OnError onError = OnError.FAIL_CHECK;
  public boolean shutdownSessionsOnDown;
  public boolean shutdownBackupOnUp;
  public String cookie;

  /** {@code proto} and {@code check-proto}, null where the line does not say. */
  public String protocol;

  public String checkProtocol;
  public String redirect;
  public PoolConfig pool = PoolConfig.DEFAULT;
  public boolean fastOpen;
  public int userTimeoutMillis;
  public List<String> initAddr = List.of("last", "libc");
  public boolean preferIpv6 = true;
  public List<PrefixedNet> preferNets = new ArrayList<>();
  public boolean allowDuplicates;

  /** A copy that a server line, or the default-server of another section, starts from. */
  public ServerDraft inherit() {
    try {
      ServerDraft copy = (ServerDraft) clone();
      copy.preferNets = new ArrayList<>(preferNets);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }
}
