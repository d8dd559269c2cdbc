package io.haloom.sample.fetch;

import io.haloom.net.TlsFacts;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SessionFacts;
import io.haloom.sample.Source;

/** The connection whose TLS a fetch tells of. */
enum TlsSide {
  CLIENT("ssl_fc", Source.CLIENT_CONNECTION),
  SERVER("ssl_bc", Source.SERVER_CONNECTION);

  private final String prefix;
  private final Source source;

  TlsSide(String prefix, Source source) {
    this.prefix = prefix;
    this.source = source;
  }

  /** What the names of its fetches begin with. */
  String prefix() {
    return prefix;
  }

  Source source() {
    return source;
  }

  /** Null where there is no such connection, or none with TLS. */
  TlsFacts facts(SampleContext context) {
    SessionFacts session = context.session();
    if (session == null) {
      return null;
    }
    return this == CLIENT ? session.clientTls() : session.serverTls();
  }

  /** As {@link #facts}, but only once the handshake is over. */
  TlsFacts established(SampleContext context, Sample sample) {
    TlsFacts facts = facts(context);
    if (facts != null && !facts.isEstablished()) {
      sample.mayChange(true);
      return null;
    }
    return facts;
  }

  /** As {@link #facts}, but only once the handshake is over or has failed. */
  TlsFacts ended(SampleContext context, Sample sample) {
    return hasFailed(context) ? facts(context) : established(context, sample);
  }

  private boolean hasFailed(SampleContext context) {
    SessionFacts session = context.session();
    return session != null
        && (this == CLIENT ? session.handshakeFailure() : session.serverFailure()) != null;
  }
}
