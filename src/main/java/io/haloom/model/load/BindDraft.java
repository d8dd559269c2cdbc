package io.haloom.model.load;

import io.haloom.model.BindConfig;
import io.haloom.model.BindConfig.Level;
import io.haloom.model.Place;
import io.haloom.net.ListenOptions;
import io.haloom.net.UnixAddress;
import java.util.ArrayList;
import java.util.List;

/** A bind line while it is read: its addresses, and what the words after them say of all. */
final class BindDraft {
  /** One address of the line. */
  record Address(ParsedAddress parsed, String written) {}

  final List<Address> addresses = new ArrayList<>();
  final Place place;
  String name;
  int id;
  int maxconn;
  int backlog;
  boolean acceptProxy;
  int netscalerMagic;
  Level level = Level.OPERATOR;
  int severityOutput;
  boolean exposeListeners;
  boolean deferAccept;
  boolean fastOpen;
  int maxSegment;
  String device;
  boolean v6Only;
  boolean transparent;
  int userTimeoutMillis;
  int unixMode;
  int unixUid;
  int unixGid;

  BindDraft(Place place, GlobalDraft.UnixSocketOwner owner) {
    this.place = place;
    this.unixMode = owner.mode;
    this.unixUid = owner.uid;
    this.unixGid = owner.gid;
  }

  /** How many sockets the line makes. */
  int socketCount() {
    int count = 0;
    for (Address address : addresses) {
      count += address.parsed().highPort() - address.parsed().lowPort() + 1;
    }
    return count;
  }

  /** One record per address and port; {@code prefix} goes before the paths of UNIX sockets. */
  List<BindConfig> build(String prefix, boolean reusePort) {
    List<BindConfig> binds = new ArrayList<>();
    for (Address address : addresses) {
      ParsedAddress parsed = address.parsed();
      for (int port = parsed.lowPort(); port <= parsed.highPort(); port++) {
        binds.add(build(parsed, address.written(), port, prefix, reusePort));
      }
    }
    return binds;
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
            v6Only,
            transparent,
            userTimeoutMillis,
            unixMode,
            unixUid,
            unixGid,
            reusePort);
    return new BindConfig(
        prefixed ? UnixAddress.file(prefix + parsed.unix().path()) : parsed.withPort(port),
        parsed.fd(),
        written,
        place,
        name,
        id,
        maxconn,
        backlog,
        acceptProxy,
        netscalerMagic,
        level,
        severityOutput,
        exposeListeners,
        options);
  }
}
