package io.haloom.proxy.state;

import io.haloom.model.ServerAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;

/**
 * Where a server is: its address and port, both changeable while it runs, or a UNIX socket. Read
 * without a lock; written under the state lock.
 */
public final class ServerLocation {

  /** {@code port} is added to the client's when {@code mapped}. */
  private record Place(SocketAddress address, int port, boolean mapped) {}

  private volatile Place place;
  private volatile String fqdn;

  public ServerLocation(ServerAddress config) {
    this.place = new Place(config.resolved(), config.port() & 0xffff, config.portOffset());
    this.fqdn = config.fqdn();
  }

  /** With its port; the offset as a port where ports are mapped. */
  public SocketAddress address() {
    return place.address();
  }

  /** The address alone, or null for a UNIX socket. */
  public InetAddress ip() {
    return place.address() instanceof InetSocketAddress inet ? inet.getAddress() : null;
  }

  /** The port, or the offset modulo 65536 as HAProxy keeps it. */
  public int port() {
    return place.port();
  }

  /** Whether ports are mapped: the client's plus an offset. */
  public boolean mapped() {
    return place.mapped();
  }

  public String fqdn() {
    return fqdn;
  }

  public void fqdn(String name) {
    fqdn = name;
  }

  /** It has a name and no address. */
  public boolean unresolved() {
    InetAddress ip = ip();
    return fqdn != null && (ip == null || ip.isAnyLocalAddress());
  }

  public SocketAddress destination(int clientPort) {
    Place now = place;
    if (!now.mapped() || !(now.address() instanceof InetSocketAddress inet)) {
      return now.address();
    }
    return new InetSocketAddress(inet.getAddress(), clientPort + now.port() & 0xffff);
  }

  public void move(InetAddress ip, int port, boolean mapped) {
    place = new Place(new InetSocketAddress(ip, mapped ? 0 : port), port, mapped);
  }

  /** No address is known. */
  public void forget() {
    try {
      move(InetAddress.getByAddress(new byte[4]), port(), mapped());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
