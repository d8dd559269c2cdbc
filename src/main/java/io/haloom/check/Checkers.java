package io.haloom.check;

import io.haloom.http.HttpProtocols;
import io.haloom.model.ProxyCheckConfig;
import io.haloom.model.TuneConfig;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The checkers by what the configuration asks for; servers of one backend share theirs. */
final class Checkers {
  private static final Checker AGENT = new AgentCheck();

  private final Supplier<TuneConfig> tune;
  private final HttpProtocols http;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ProxyCheckConfig, Checker> known = new IdentityHashMap<>();

  Checkers(Supplier<TuneConfig> tune, HttpProtocols http) {
    this.tune = tune;
    this.http = http;
  }

  Checker of(Subject subject) {
    if (subject.agent()) {
      return AGENT;
    }
    lock.lock();
    try {
      return known.computeIfAbsent(subject.kind(), this::make);
    } finally {
      lock.unlock();
    }
  }

  private Checker make(ProxyCheckConfig kind) {
    return switch (kind.type()) {
      case CONNECT -> new ConnectCheck();
      case TCP_CHECK -> new TcpCheck(kind.rules());
      case HTTP_CHECK -> new HttpCheck(kind, tune.get(), http);
      case MYSQL -> new MysqlCheck(kind);
      case PGSQL -> new PgsqlCheck(kind);
      case REDIS -> new RedisCheck();
      case LDAP -> new LdapCheck();
      case SMTP -> new SmtpCheck(kind);
      case SPOP -> new SpopCheck();
      case SSL_HELLO -> new SslHelloCheck();
      case EXTERNAL -> throw new IllegalArgumentException("no conversation: " + kind.type());
    };
  }
}
