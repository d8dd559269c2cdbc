package io.haloom.admin.command.tls;

import io.haloom.admin.Reply;
import io.haloom.net.TlsException;
import io.haloom.tls.CertificateStore;
import java.util.function.UnaryOperator;

/** Runs a command under the lock of the certificates, or says that another one does. */
final class Locked {
  private Locked() {}

  /** What a command does. */
  interface Act {
    Reply on(CertificateStore store) throws TlsException;
  }

  /**
   * Runs it.
   *
   * @param busy is said first where the lock is taken
   * @param failure makes the message of what is wrong
   */
  static Reply run(CertificateStore store, String busy, UnaryOperator<String> failure, Act act) {
    if (!store.lock().tryLock()) {
      return Reply.error(busy + "Operations on certificates are currently locked!\n");
    }
    try {
      return act.on(store);
    } catch (TlsException e) {
      return Reply.error(failure.apply(e.getMessage()));
    } finally {
      store.lock().unlock();
    }
  }
}
