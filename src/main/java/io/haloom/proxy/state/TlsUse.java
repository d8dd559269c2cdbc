package io.haloom.proxy.state;

/**
 * Whether traffic to a server goes by TLS: as its line says until a command says otherwise. For any
 * thread.
 */
public final class TlsUse {
  private volatile int use;

  /** As the line says: 1 for {@code ssl}, -1 for {@code no-ssl}, 0 for neither. */
  public TlsUse(int use) {
    this.use = use;
  }

  /** {@code srv_use_ssl}. */
  public int number() {
    return use;
  }

  public boolean isOn() {
    return use == 1;
  }

  public void set(int next) {
    use = next;
  }
}
