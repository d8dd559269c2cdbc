package io.haloom.model.load.draft;

import io.haloom.model.BindConfig;
import io.haloom.model.BindConfig.Level;
import io.haloom.model.Place;
import io.haloom.model.load.address.ParsedAddress;
import io.haloom.net.ListenOptions;
import io.haloom.net.UnixAddress;
import io.haloom.net.tls.TicketKeys;
import io.haloom.tls.CertificateStore;
import io.haloom.tls.TlsBind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A bind line while it is read: its addresses, and what the words after them say of all. */
public final class BindDraft {
  /** One address of the line. */
  public record Address(ParsedAddress parsed, String written) {}

  public final List<Address> addresses = new ArrayList<>();
  public final Place place;

  /** {@code proto}, null where the line does not say. */
  public String protocol;

  public String name;
  public int id;
  public int maxconn;
  public int backlog;
  public boolean acceptProxy;
  public int netscalerMagic;
  public Level level = Level.OPERATOR;
  public int severityOutput;
  public boolean exposeListeners;
  public boolean deferAccept;
  public boolean fastOpen;
  public int maxSegment;
  public String device;
  public boolean v6Only;
  public boolean v4v6;
  public boolean transparent;
  public int userTimeoutMillis;

  /** What it says of TLS, by word; empty values for words without one. */
  public final Map<String, String> tlsWords = new LinkedHashMap<>();

  /** What it names of certificates. */
  public final List<CertificateStore.Named> certificates = new ArrayList<>();

  /** What its tickets are sealed with, or null. */
  public TicketKeys ticketKeys;

  /** Its TLS once all its words are known, or null. */
  public TlsBind tls;

  public int unixMode;
  public int unixUid;
  public int unixGid;

  public BindDraft(Place place, GlobalDraft.UnixSocketOwner owner) {
    this.place = place;
    this.unixMode = owner.mode;
    this.unixUid = owner.uid;
    this.unixGid = owner.gid;
  }

  /** Whether what it names of certificates is any; folders and lists may be empty. */
  public boolean hasCertificates() {
    return certificates.stream().anyMatch(named -> !named.entries().isEmpty());
  }

  /** How many sockets the line makes. */
  public int socketCount() {
    int count = 0;
    for (Address address : addresses) {
      count += address.parsed().highPort() - address.parsed().lowPort() + 1;
    }
    return count;
  }

  /** One record per address and port; {@code prefix} goes before the paths of UNIX sockets. */
  public List<BindConfig> build(String prefix, boolean reusePort) {
    List<BindConfig> binds = new ArrayList<>();
    for (Address address : addresses) {
      ParsedAddress parsed = address.parsed();
      for (int port = parsed.lowPort(); port <= parsed.highPort(); port++) {
        binds.add(build(parsed, address.written(), port, prefix, reusePort));
      }
    }
    return binds;
  }

  /** {@code v6only} counts for more than {@code v4v6}, in any order. */
  private ListenOptions.V6Only v6Only() {
    if (v6Only) {
      return ListenOptions.V6Only.ON;
    }
    return v4v6 ? ListenOptions.V6Only.OFF : ListenOptions.V6Only.SYSTEM;
  }

  private BindConfig build(
      ParsedAddress parsed, String written, int port, String prefix, boolean reusePort) {
    boolean prefixed = parsed.unix() != null && !parsed.unix().isAbstract() && !prefix.isEmpty();
    ListenOptions options =
        new ListenOptions(
            deferAccept,
            fastOpen,
            maxSegment,
            device,
            v6Only(),
            transparent,
            userTimeoutMillis,
            new ListenOptions.UnixOwner(unixMode, unixUid, unixGid),
            reusePort);
    return new BindConfig(
        new BindConfig.Endpoint(
            prefixed ? UnixAddress.file(prefix + parsed.unix().path()) : parsed.withPort(port),
            parsed.fd(),
            written),
        place,
        name,
        id,
        maxconn,
        backlog,
        new BindConfig.ExpectedHeader(acceptProxy, netscalerMagic, protocol),
        new BindConfig.StatsSocket(level, severityOutput, exposeListeners),
        options,
        tls);
  }
}
