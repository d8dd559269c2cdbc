package io.haloom.model.load.draft;

import io.haloom.config.Line;
import io.haloom.model.HealthConfig.Observe;
import io.haloom.model.HealthConfig.OnError;
import io.haloom.model.PoolConfig;
import io.haloom.model.ServerAddress.PrefixedNet;
import io.haloom.model.ServerConfig.WebSocket;
import io.haloom.model.SourceConfig;
import io.haloom.model.load.address.ParsedAddress;
import io.haloom.net.proxyproto.TlsFields;
import io.haloom.sample.Expression;
import io.haloom.tls.TlsServer;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** What a header says of the client's TLS. */
  public Set<TlsFields.Field> proxyTls = EnumSet.noneOf(TlsFields.Field.class);

  public SocketAddress socks4;
  public boolean check;
  public int inter = 2000;
  public int fastinter;
  public int downinter;
  public int rise = 2;
  public int fall = 3;
  public ParsedAddress checkAddress;
  public int checkPort;

  /** Whether {@code port} was written, which the port of {@code addr} does not change. */
  public boolean checkPortSet;

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

  /** {@code ws}. */
  public WebSocket websocket = WebSocket.AUTO;

  public String redirect;
  public Tls tls = new Tls();

  /** What a line says of TLS. */
  public static final class Tls implements Cloneable {
    /** 1 for {@code ssl}, -1 for {@code no-ssl}. */
    public int use;

    /** Whether a {@code default-server} line says {@code ssl}. */
    public boolean usedByDefault;

    /** 1 for {@code check-ssl}, -1 for {@code no-check-ssl}. */
    public int check;

    public String checkSni;

    /** As it is on the wire. */
    public String checkAlpn;

    /** What {@code sni} says, and what that means. */
    public String sni;

    public Expression sniExpression;

    /** By word; empty values for words without one. */
    public Map<String, String> words = new LinkedHashMap<>();

    /** What is to be said of words without effect, by word, where there is TLS. */
    public Map<String, String> withoutEffect = new LinkedHashMap<>();

    /** {@code crt}, the path of its file. */
    public String certificate;

    /** What is made of them once all words are known. */
    public TlsServer made;

    Tls inherit() {
      try {
        Tls copy = (Tls) clone();
        copy.words = new LinkedHashMap<>(words);
        copy.withoutEffect = new LinkedHashMap<>(withoutEffect);
        copy.usedByDefault |= use == 1;
        return copy;
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

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
      copy.tls = tls.inherit();
      copy.proxyTls = EnumSet.noneOf(TlsFields.Field.class);
      copy.proxyTls.addAll(proxyTls);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }
}
