package io.haloom.model.load.draft;

import io.haloom.http.h2.H2Tune;
import io.haloom.model.BindConfig;
import io.haloom.model.GlobalChecks;
import io.haloom.model.GlobalConfig;
import io.haloom.model.GlobalHttp;
import io.haloom.model.GlobalLimits;
import io.haloom.model.LogTarget;
import io.haloom.model.MasterConfig;
import io.haloom.model.ProcessConfig;
import io.haloom.model.ProcessVariable;
import io.haloom.model.ProgramConfig;
import io.haloom.model.StatsSocketsConfig;
import io.haloom.model.TuneConfig;
import io.haloom.net.tls.DhParameters;
import io.haloom.net.tls.IssuerChains;
import io.haloom.tls.TlsGlobal;
import io.haloom.tls.TlsTuning;
import io.haloom.tls.TlsWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The global section while it is read; there may be several, and they add up. */
public final class GlobalDraft {
  /** Our own: HAProxy looks names up at start only, unless a server names its resolvers. */
  public static final String FOLLOW_NAMES = "haloom.follow-names";

  /** How much of a ClientHello is kept, bytes. */
  public static final String CAPTURE_BUFFER = "tune.ssl.capture-buffer-size";

  /** Whether secrets of key logs are kept. */
  public static final String KEY_LOG = "tune.ssl.keylog";

  public static final String HEADER_CASE_FILE = "h1-case-adjust-file";
  public static final String ANY_PAYLOAD = "h1-accept-payload-with-any-method";

  public static final String CERTIFICATE_BASE = "crt-base";
  public static final String AUTHORITY_BASE = "ca-base";
  public static final String WITHOUT_EXTENSION = "ssl-load-extra-del-ext";

  /** {@code h2-workaround-bogus-websocket-clients}. */
  public boolean h2WithoutWebsocket;

  /** Words that hold a whole number, by keyword; absent where not written. */
  public final Map<String, Integer> numbers = new HashMap<>();

  /** Words that hold a text, by keyword; absent where not written. */
  public final Map<String, String> texts = new HashMap<>();

  /** Words without an argument that were written, or {@code false} after {@code no}. */
  public final Map<String, Boolean> flags = new HashMap<>();

  /** {@code ssl-server-verify} and {@code ssl-default-server-*}, as a server line says it. */
  public final Map<String, String> serverTls = new LinkedHashMap<>();

  /** How names of header fields are written, by the name in lower case. */
  public final Map<String, String> headerCase = new HashMap<>();

  /** What may lie beside a certificate ({@code ssl-load-extra-files}). */
  public Set<String> extraFiles = TlsGlobal.Files.EXTRA;

  /** What {@code ssl-default-bind-*} says, as a bind line would. */
  public final Map<String, String> bindTls = new LinkedHashMap<>();

  /** Of {@code ssl-dh-param-file}, or null. */
  public DhParameters dhParameters;

  /** Of {@code issuers-chain-path}, or null. */
  public IssuerChains issuerChains;

  public final List<LogTarget> logs = new ArrayList<>();
  public final List<ProcessVariable> variables = new ArrayList<>();
  public final List<ProgramConfig> programs = new ArrayList<>();
  public final List<BindConfig> statsBinds = new ArrayList<>();
  public int statsTimeoutMillis = 10_000;
  public int statsMaxconn = 10;

  /** Whether {@code stats} was written, which makes HAProxy's frontend of the stats sockets. */
  public boolean statsWritten;

  public int hardStopAfterMillis;
  public int graceMillis;
  public int maxSpreadMillis;
  public int user = -1;
  public int group = -1;
  public final UnixSocketOwner unixBind = new UnixSocketOwner();
  public String unixPrefix = "";

  /** Who may use a UNIX socket; -1 leaves what the system gives. */
  public static final class UnixSocketOwner {
    public int mode = -1;
    public int uid = -1;
    public int gid = -1;
  }

  public int number(String keyword, int otherwise) {
    return numbers.getOrDefault(keyword, otherwise);
  }

  public boolean flag(String keyword) {
    return flags.getOrDefault(keyword, false);
  }

  public GlobalConfig build(String hostname) {
    return new GlobalConfig(
        limits(),
        process(hostname),
        new StatsSocketsConfig(List.copyOf(statsBinds), statsTimeoutMillis, statsMaxconn),
        new GlobalConfig.Logging(
            List.copyOf(logs),
            texts.getOrDefault("log-tag", "haproxy"),
            texts.get("log-send-hostname")),
        new GlobalChecks(number("spread-checks", 0), maxSpreadMillis, flag("pp2-never-send-local")),
        new GlobalConfig.StateFiles(texts.get("server-state-file"), texts.get("server-state-base")),
        tune(),
        new GlobalHttp(Map.copyOf(headerCase), flag(ANY_PAYLOAD)),
        List.copyOf(variables));
  }

  private GlobalLimits limits() {
    return new GlobalLimits(
        number("maxconn", 0),
        number("ulimit-n", 0),
        number("maxconnrate", 0),
        number("maxsessrate", 0),
        number("maxsslconn", 0),
        number("maxsslrate", 0),
        number("maxpipes", 0),
        number("fd-hard-limit", 0),
        flag("strict-limits"));
  }

  private ProcessConfig process(String hostname) {
    return new ProcessConfig(
        flag("daemon"),
        master(),
        number("nbthread", 0),
        texts.get("pidfile"),
        new ProcessConfig.Node(
            texts.getOrDefault("node", hostname),
            texts.get("description"),
            texts.getOrDefault("localpeer", hostname)),
        new ProcessConfig.Privileges(user, group, texts.get("chroot")),
        new ProcessConfig.Stop(hardStopAfterMillis, graceMillis),
        new ProcessConfig.Messages(flag("quiet"), flag("zero-warning")),
        flag("noepoll"),
        flag(FOLLOW_NAMES));
  }

  private MasterConfig master() {
    return new MasterConfig(
        flag("master-worker"),
        !flag("no-exit-on-failure"),
        number("mworker-max-reloads", -1),
        List.copyOf(programs));
  }

  /** What it says of TLS so far. */
  public TlsGlobal tls() {
    TlsGlobal.Files files =
        new TlsGlobal.Files(
            texts.get(CERTIFICATE_BASE),
            texts.get(AUTHORITY_BASE),
            extraFiles,
            flag(WITHOUT_EXTENSION),
            issuerChains);
    return new TlsGlobal(
        files,
        number("tune.ssl.cachesize", 20_000),
        number("tune.ssl.lifetime", 0),
        new TlsWords(bindTls),
        new TlsWords(serverTls),
        tlsTuning(),
        new TlsGlobal.Kept(number(CAPTURE_BUFFER, 0), flag(KEY_LOG)));
  }

  private TlsTuning tlsTuning() {
    return new TlsTuning(
        number("tune.ssl.hard-maxrecord", 0),
        number("tune.ssl.maxrecord", 0),
        dhParameters,
        number("tune.ssl.default-dh-param", 0),
        flag("ssl-skip-self-issued-ca"),
        number("tune.ssl.ssl-ctx-cache-size", TlsTuning.DEFAULT.generated()),
        bufsize() - maxrewrite());
  }

  /** {@code tune.bufsize}, bytes. */
  public int bufsize() {
    return number("tune.bufsize", 16384);
  }

  private int maxrewrite() {
    return Math.min(number("tune.maxrewrite", 1024), bufsize() / 2);
  }

  /** {@code tune.http.cookielen}, bytes. */
  public int cookieLength() {
    return number("tune.http.cookielen", 63);
  }

  private TuneConfig tune() {
    return new TuneConfig(
        bufsize(),
        maxrewrite(),
        number("tune.http.maxhdr", 101),
        number("tune.http.logurilen", 0),
        number("tune.pipesize", 0),
        number("tune.rcvbuf.client", 0),
        number("tune.rcvbuf.server", 0),
        number("tune.sndbuf.client", 0),
        number("tune.sndbuf.server", 0),
        h2());
  }

  private H2Tune h2() {
    H2Tune usual = H2Tune.DEFAULT;
    return new H2Tune(
        number("tune.h2.header-table-size", usual.headerTableSize()),
        number("tune.h2.max-frame-size", usual.maxFrameSize()),
        !h2WithoutWebsocket,
        h2("tune.h2.fe."),
        h2("tune.h2.be."));
  }

  /** What is said of one side; where that is nothing, or 0, what is said of both. */
  private H2Tune.Side h2(String side) {
    H2Tune.Side usual = H2Tune.Side.DEFAULT;
    int window = number(side + "initial-window-size", 0);
    int streams = number(side + "max-concurrent-streams", 0);
    return new H2Tune.Side(
        window != 0 ? window : number("tune.h2.initial-window-size", usual.initialWindowSize()),
        streams != 0
            ? streams
            : number("tune.h2.max-concurrent-streams", usual.maxConcurrentStreams()),
        number(side + "max-total-streams", usual.maxTotalStreams()),
        number(side + "glitches-threshold", usual.glitchesThreshold()));
  }
}
