package io.haloom.stats;

import io.haloom.config.ProductVersion;
import io.haloom.model.ProxyConfig;
import io.haloom.model.StatsConfig;
import java.util.List;
import java.util.Locale;

/**
 * The page: one card a proxy, one row a server, everything else on demand. It needs nothing but
 * itself; without its script it shows the same numbers, only still. The words that scrapers of
 * HAProxy's page look for stand where they do there.
 */
final class StatsPage {
  private static final String[][] ACTIONS = {
    {"ready", "Set state to READY"},
    {"drain", "Set state to DRAIN"},
    {"maint", "Set state to MAINT"},
    {"dhlth", "Health: disable checks"},
    {"ehlth", "Health: enable checks"},
    {"hrunn", "Health: force UP"},
    {"hnolb", "Health: force NOLB"},
    {"hdown", "Health: force DOWN"},
    {"dagent", "Agent: disable checks"},
    {"eagent", "Agent: enable checks"},
    {"arunn", "Agent: force UP"},
    {"adown", "Agent: force DOWN"},
    {"shutdown", "Kill Sessions"}
  };

  private final StatsConfig config;
  private final StatsUri uri;
  private final InfoValues info;
  private final boolean admin;
  private final PageAssets assets;
  private StringBuilder out = new StringBuilder();

  /**
   * Prepares a page.
   *
   * @param admin whether it offers actions
   */
  StatsPage(StatsConfig config, StatsUri uri, InfoValues info, boolean admin, PageAssets assets) {
    this.assets = assets;
    this.config = config;
    this.uri = uri;
    this.info = info;
    this.admin = admin;
  }

  private String taken() {
    String text = out.toString();
    out = new StringBuilder(text.length() + 64);
    return text;
  }

  /**
   * All that comes before the proxies.
   *
   * @param byServer whether the scope is that of a server's name, which the CSV knows nothing of
   */
  String head(boolean byServer) {
    String where = config.shown().node() == null ? "" : " on " + PageText.escape(node());
    out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    out.append("<title>Statistics Report for HAProxy").append(where).append("</title>\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    out.append("<link rel=\"icon\" href=\"data:,\">\n<style>\n").append(assets.style());
    out.append("</style></head>\n<body data-poll=\"");
    StatsUri polled = byServer ? uri.withoutScope() : uri;
    out.append(PageText.escape(polled.link(config.uri(), ";csv", uri.hideDown(), true)));
    out.append("\" data-info=\"").append(PageText.escape(config.uri() + ";info;norefresh"));
    out.append("\" data-detail=\"").append(PageText.escape(config.uri() + ";norefresh;row="));
    out.append("\">\n");
    banner(where);
    tiles();
    process();
    notice();
    noScript();
    out.append("<main>\n");
    return taken();
  }

  private String node() {
    return config.shown().node().isEmpty() ? info.text(InfoField.NODE) : config.shown().node();
  }

  private void banner(String where) {
    String description = config.shown().description();
    if (description != null && description.isEmpty()) {
      description = info.text(InfoField.DESCRIPTION);
    }
    out.append("<header class=\"top\"><div class=\"brand\"><h1>");
    out.append("<span class=\"mark\" aria-hidden=\"true\"></span>Haloom</h1>\n");
    out.append("<p class=\"version\">HAProxy");
    if (!config.shown().hideVersion()) {
      out.append(" version ").append(ProductVersion.FULL);
      out.append(", released ").append(ProductVersion.RELEASE_DATE);
    }
    out.append("</p>\n<p class=\"report\">Statistics Report for pid ")
        .append(info.text(InfoField.PID));
    out.append(where);
    if (description != null) {
      out.append(": ").append(PageText.escape(description));
    }
    out.append("</p></div>\n");
    controls();
    out.append("</header>\n");
  }

  private void controls() {
    out.append("<nav aria-label=\"Display\">");
    out.append(
        "<button type=\"button\" id=\"live\" hidden title=\"Pause or resume\">live</button>");
    link(uri.link(config.uri(), "", !uri.hideDown(), uri.noRefresh()), hideLabel());
    if (config.refreshSeconds() > 0) {
      link(
          uri.link(config.uri(), "", uri.hideDown(), !uri.noRefresh()),
          uri.noRefresh() ? "Enable refresh" : "Disable refresh");
    }
    link(uri.self(config.uri()), "Refresh now");
    boolean quiet = config.refreshSeconds() > 0;
    link(uri.link(config.uri(), ";csv", false, quiet), "CSV");
    link(uri.link(config.uri(), ";json", false, quiet), "JSON");
    link(config.uri() + ";json-schema", "Schema");
    out.append("<button type=\"button\" id=\"fold-all\" hidden>Fold all</button>");
    scope();
    out.append("</nav>");
  }

  private String hideLabel() {
    return uri.hideDown() ? "Show all servers" : "Hide 'DOWN' servers";
  }

  private void link(String target, String label) {
    out.append("<a href=\"").append(PageText.escape(target)).append("\">");
    out.append(PageText.escape(label)).append("</a>");
  }

  /**
   * A form with GET replaces the query, so what {@code stats uri} has of one is sent as a field.
   */
  private void scope() {
    int query = config.uri().indexOf('?');
    String path = query < 0 ? config.uri() : config.uri().substring(0, query);
    out.append("<form method=\"get\" action=\"").append(PageText.escape(path)).append("\">");
    if (query >= 0) {
      out.append("<input type=\"hidden\" name=\"");
      out.append(PageText.escape(config.uri().substring(query + 1))).append("\">");
    }
    out.append("<input type=\"search\" name=\"scope\" placeholder=\"Search\"");
    out.append(" aria-label=\"Search proxies and servers\"");
    out.append(" maxlength=\"").append(StatsUri.MAX_SCOPE).append("\" value=\"");
    out.append(PageText.escape(uri.scope())).append("\"></form>");
  }

  private void tiles() {
    long connections = info.number(InfoField.CURR_CONNS);
    long maxconn = info.number(InfoField.MAXCONN);
    long percent = maxconn == 0 ? 0 : Math.min(100, 100 * connections / maxconn);
    out.append("<section class=\"tiles\" aria-label=\"Process\">");
    tile("Connections", "conns", PageText.compact(connections), "of " + PageText.compact(maxconn));
    out.append("<meter min=\"0\" max=\"100\" value=\"").append(percent).append("\"></meter></div>");
    tile("Connection rate", "conn-rate", PageText.compact(info.number(InfoField.CONN_RATE)), "/s");
    out.append("</div>");
    tile("Request rate", "requests", "–", "/s");
    out.append("<svg class=\"spark wide\" data-total=\"requests\"></svg></div>");
    long bits = PageText.bitsOnTheWire(info.number(InfoField.BYTES_OUT_RATE));
    tile("Bit rate", "bits", PageText.compact(bits), "bps");
    out.append("<svg class=\"spark wide\" data-total=\"bytes\"></svg></div>");
    tile("Idle", "idle", info.text(InfoField.IDLE_PCT), "%");
    out.append("</div>");
    tile("Uptime", "uptime", PageText.duration(info.number(InfoField.UPTIME_SEC)), "");
    out.append("</div></section>\n");
  }

  private String bitRate() {
    return PageText.bitRate(info.number(InfoField.BYTES_OUT_RATE));
  }

  private void tile(String name, String key, String value, String unit) {
    out.append("<div class=\"tile\"><h2>").append(name).append("</h2><p><b data-i=\"").append(key);
    out.append("\">").append(value);
    out.append("</b> <small>").append(unit).append("</small></p>");
  }

  private void process() {
    long memmax = info.number(InfoField.MEMMAX_MB);
    long pipesUsed = info.number(InfoField.PIPES_USED);
    out.append("<details class=\"process\"><summary>General process information</summary>\n<p>");
    out.append("<b>pid = </b> ").append(info.text(InfoField.PID));
    out.append(" (process #1, nbproc = 1, nbthread = ").append(info.text(InfoField.NBTHREAD));
    out.append(")<br>\n<b>uptime = </b> ").append(info.text(InfoField.UPTIME));
    out.append("<br>\n<b>system limits:</b> memmax = ");
    out.append(memmax == 0 ? "unlimited" : memmax + " MB");
    out.append("; ulimit-n = ").append(info.text(InfoField.ULIMIT_N));
    out.append("<br>\n<b>maxsock = </b> ").append(info.text(InfoField.MAXSOCK));
    out.append("; <b>maxconn = </b> ").append(info.text(InfoField.MAXCONN));
    out.append("; <b>maxpipes = </b> ").append(info.text(InfoField.MAXPIPES));
    out.append("<br>\ncurrent conns = ").append(info.text(InfoField.CURR_CONNS));
    out.append("; current pipes = ").append(pipesUsed).append('/');
    out.append(pipesUsed + info.number(InfoField.PIPES_FREE));
    out.append("; conn rate = ").append(info.text(InfoField.CONN_RATE));
    out.append("/sec; bit rate = ").append(bitRate());
    out.append("<br>\nRunning tasks: ").append(info.text(InfoField.RUN_QUEUE)).append('/');
    out.append(info.text(InfoField.TASKS)).append("; idle = ");
    out.append(info.text(InfoField.IDLE_PCT)).append(" %<br>\n</p></details>\n");
  }

  private void noScript() {
    if (uri.format() == StatsUri.Format.HTML) {
      out.append("<noscript><p>");
      link(uri.link(config.uri(), ";details", uri.hideDown(), uri.noRefresh()), "Show all details");
      out.append("</p></noscript>\n");
    }
  }

  private void notice() {
    if (uri.outcome() == null) {
      return;
    }
    out.append("<p class=\"notice ").append(uri.outcome().tone()).append("\" role=\"status\">");
    out.append(PageText.escape(uri.outcome().text())).append(" <a title=\"Remove this message\"");
    out.append(" href=\"")
        .append(PageText.escape(uri.self(config.uri())))
        .append("\">[X]</a></p>\n");
  }

  /** The card of one proxy. */
  String proxy(ProxyConfig proxy, List<StatRow> rows) {
    boolean servers = rows.stream().anyMatch(row -> row.kind() == StatRow.Kind.SERVER);
    boolean acts = admin && servers;
    String name = PageText.escape(proxy.name());
    out.append("<section class=\"proxy").append(servers ? "" : " plain").append("\" id=\"");
    out.append(name).append("\">\n<header><button type=\"button\" class=\"fold\" hidden");
    out.append(" aria-expanded=\"true\" aria-label=\"Details of ").append(name);
    out.append("\"></button><h2><a href=\"#").append(name).append("\">");
    out.append(name).append("</a></h2><span class=\"tag\">");
    out.append(proxy.kind().name().toLowerCase(Locale.ROOT)).append("</span><span class=\"tag\">");
    out.append(proxy.mode().name().toLowerCase(Locale.ROOT)).append("</span>");
    if (proxy.section().description() != null) {
      out.append("<span class=\"desc\">").append(PageText.escape(proxy.section().description()));
      out.append("</span>");
    }
    out.append("<span class=\"sum\"></span></header>\n<div class=\"rows\">");
    out.append(acts ? "<form method=\"post\">\n" : "");
    headings(acts);
    rows.forEach(row -> new PageRow(row, out).write(acts, this::details));
    if (acts) {
      actions(proxy);
    }
    out.append("</div></section>\n");
    return taken();
  }

  private void details(StatRow row) {
    if (uri.format() == StatsUri.Format.DETAILED) {
      new PageDetails(row, out).write(config.shown().modules());
    }
  }

  private void headings(boolean acts) {
    out.append("<div class=\"headings\" aria-hidden=\"true\"><span class=\"name\">");
    out.append(acts ? "<input type=\"checkbox\" class=\"all\" hidden>" : "");
    out.append("</span><span class=\"state\">Status</span><span>Sessions</span>");
    out.append("<span>Max</span><span>Rate</span><span>Queue</span><span>Total</span>");
    out.append("<span>In</span><span>Out</span><span>Errors</span><span>Retries</span>");
    out.append("<span class=\"check\">Check</span><span>Weight</span></div>\n");
  }

  private void actions(ProxyConfig proxy) {
    out.append(
        "<div class=\"actions\"><label>Choose the action to perform on the checked servers: ");
    out.append("<select name=\"action\"><option value=\"\"></option>");
    for (String[] action : ACTIONS) {
      out.append("<option value=\"").append(action[0]).append("\">");
      out.append(action[1]).append("</option>");
    }
    out.append("</select></label><input type=\"hidden\" name=\"b\" value=\"#");
    out.append(proxy.id()).append("\"><button type=\"submit\">Apply</button></div></form>\n");
  }

  /**
   * All that comes after the proxies.
   *
   * @param empty whether there was none
   */
  String end(boolean empty) {
    out.append("<p class=\"nothing\"")
        .append(empty ? "" : " hidden")
        .append(">No proxy or server has this in its name.</p>");
    out.append("</main>\n<footer><p class=\"legend\">");
    for (PageState state : PageState.values()) {
      if (state != PageState.OPEN && state != PageState.CLOSED) {
        out.append("<span class=\"").append(state.style()).append("\">");
        out.append(legend(state)).append("</span>");
      }
    }
    out.append("</p><p>\"NOLB\"/\"DRAIN\" = UP with load-balancing disabled.</p></footer>\n");
    out.append("<script>\n").append(assets.script()).append("</script>\n</body></html>\n");
    return taken();
  }

  private static String legend(PageState state) {
    return switch (state) {
      case UP -> "UP";
      case GOING_DOWN -> "UP, going down";
      case GOING_UP -> "DOWN, going up";
      case DOWN -> "DOWN";
      case DRAIN -> "DRAIN, NOLB";
      case MAINT -> "MAINT";
      default -> "no check";
    };
  }
}
