package io.haloom.log;

import io.haloom.model.LoggingConfig;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.net.AddressText;
import io.haloom.proxy.Events;
import io.haloom.sample.ByteText;
import io.haloom.sample.LogFormat;
import io.haloom.sample.SampleContext;
import io.haloom.sample.SessionFacts;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Logs the sessions of one frontend (configuration manual, section 8.2). The session tells it of
 * each moment at which a line may be due; which of them is, the configuration decides. Safe from
 * any thread, and never waits for a receiver.
 */
public final class AccessLog {
  private static final int SILENT = -1;

  private final ProxyConfig proxy;
  private final LoggingConfig config;
  private final Logger[] loggers;
  private final String tag;
  private final AtomicLong lines = new AtomicLong();

  /**
   * @param proxy the frontend
   */
  public AccessLog(ProxyConfig proxy, Loggers all) {
    this.proxy = proxy;
    this.config = proxy.logging();
    this.loggers = config == null ? new Logger[0] : all.of(config);
    this.tag = config == null || config.tag() == null ? all.tag() : config.tag();
  }

  /** Lines logged so far ({@code %lc}). */
  public long lines() {
    return lines.get();
  }

  /** Whether a line is due when a session begins: without a format. */
  public boolean isDueAtStart() {
    return loggers.length > 0 && config.format() == null;
  }

  /** Whether lines tell the address the server was connected from. */
  public boolean needsServerSide() {
    return loggers.length > 0
        && (config.format() != null && config.format().needsServerSide()
            || config.structuredData() != null && config.structuredData().needsServerSide());
  }

  /** The session has begun. Without a format, this is when it is logged. */
  public void began(SampleContext context) {
    if (isDueAtStart()) {
      send(Events.INFO, connectLine(context));
    }
  }

  /**
   * The server's connection is established.
   *
   * @return true when the session was logged, and {@link #ended} is not to be called
   */
  public boolean connected(SampleContext context) {
    if (loggers.length == 0 || config.format() == null || !isEarly()) {
      return false;
    }
    logSession(context);
    return true;
  }

  /** Whether the line is due as soon as the server is connected. */
  public boolean isEarly() {
    return proxy.has(Option.LOGASAP) || config.format() != null && !config.format().needsEnd();
  }

  /** The session has ended. */
  public void ended(SampleContext context) {
    if (loggers.length == 0 || config.format() == null) {
      return;
    }
    if (proxy.has(Option.DONTLOGNULL) && !context.session().hasReceived()) {
      return;
    }
    logSession(context);
  }

  private void logSession(SampleContext context) {
    SessionFacts session = context.session();
    boolean error = isError(session);
    if (!error && proxy.has(Option.DONTLOG_NORMAL)) {
      return;
    }
    int level = session.logLevel();
    if (level == SILENT) {
      return;
    }
    if (level < 0) {
      level = error && proxy.has(Option.LOG_SEPARATE_ERRORS) ? Events.ERR : Events.INFO;
    }
    logFormatted(context, level, isUnread(session) ? config.errorFormat() : config.format());
  }

  /** A request that could not be read is told of as a connection that failed. */
  private boolean isUnread(SessionFacts session) {
    return config.errorFormat() != null && session.isHttp() && session.request() == null;
  }

  private static boolean isError(SessionFacts session) {
    char cause = session.terminationCause();
    return session.redispatched()
        || session.retries() > 0 && cause == '-'
        || cause != '-' && cause != 'L';
  }

  private void logFormatted(SampleContext context, int level, LogFormat format) {
    ByteText line = context.takeText();
    format.render(context, line);
    if (line.isEmpty()) {
      context.giveText(line);
      return;
    }
    lines.incrementAndGet();
    LogFormat data = config.structuredData();
    send(
        LogMessage.of(
            level, tag, data == null ? null : data.text(context).stripTrailing(), line.toBytes()));
    context.giveText(line);
  }

  /**
   * A connection ended before it was a session.
   *
   * @param reason HAProxy's text
   * @param empty whether it is what {@code option dontlognull} means: nothing was sent
   */
  public void handshakeFailed(SampleContext context, String reason, boolean empty) {
    if (loggers.length == 0 || config.format() == null && config.errorFormat() == null) {
      return;
    }
    if (empty && proxy.has(Option.DONTLOGNULL)) {
      return;
    }
    int level = proxy.has(Option.LOG_SEPARATE_ERRORS) ? Events.ERR : Events.INFO;
    if (config.errorFormat() != null) {
      logFormatted(context, level, config.errorFormat());
      return;
    }
    send(level, failureLine(context, reason));
  }

  private void send(int level, ByteText text) {
    send(LogMessage.of(level, tag, null, text.toBytes()));
  }

  private void send(LogMessage message) {
    for (Logger logger : loggers) {
      logger.log(message);
    }
  }

  private ByteText connectLine(SampleContext context) {
    SessionFacts session = context.session();
    String mode = proxy.mode() == ProxyConfig.Mode.HTTP ? "HTTP" : "TCP";
    String end = " (" + proxy.name() + "/" + mode + ")";
    SocketAddress source = context.source();
    ByteText line = new ByteText();
    if (source == null) {
      line.append("Connect from unknown source to listener ").append(session.listenerId());
    } else if (!(source instanceof InetSocketAddress)) {
      line.append("Connect to unix:").append(session.listenerId());
    } else {
      SocketAddress destination = context.destination();
      String to = destination == null ? "undetermined address:0" : text(destination);
      line.append("Connect from ").append(text(source)).append(" to ").append(to);
    }
    return line.append(end);
  }

  private static ByteText failureLine(SampleContext context, String reason) {
    SessionFacts session = context.session();
    SocketAddress source = context.source();
    ByteText line = new ByteText();
    if (source == null) {
      line.append("unknown");
    } else {
      line.append(
          source instanceof InetSocketAddress ? text(source) : "unix:" + session.listenerId());
    }
    line.append(" [");
    LogDates.appendLocal(line, session.acceptMicros());
    line.append("] ").append(session.frontendName()).append('/');
    line.append(
        session.listenerName() == null ? session.listenerId() + "" : session.listenerName());
    return line.append(": ").append(reason);
  }

  private static String text(SocketAddress address) {
    return address instanceof InetSocketAddress inet
        ? AddressText.of(inet.getAddress()) + ":" + inet.getPort()
        : address.toString();
  }
}
