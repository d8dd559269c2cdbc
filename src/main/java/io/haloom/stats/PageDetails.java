package io.haloom.stats;

/** What a row of the page tells only when it is opened: everything its columns had no room for. */
final class PageDetails {
  private final StatRow row;
  private final StringBuilder out;
  private final boolean http;

  PageDetails(StatRow row, StringBuilder out) {
    this.row = row;
    this.out = out;
    this.http = row.text(StatField.MODE).equals("http");
  }

  /**
   * Writes it.
   *
   * @param modules adds the counters of {@code show-modules}
   */
  void write(boolean modules) {
    out.append("<div class=\"more\">");
    sessions();
    traffic();
    errors();
    if (http && row.kind() != StatRow.Kind.LISTENER) {
      responses();
    }
    if (row.has(StatField.TTIME)) {
      times();
    }
    if (row.kind() == StatRow.Kind.SERVER) {
      health();
    } else if (row.kind() == StatRow.Kind.BACKEND) {
      servers();
    }
    identity();
    if (modules) {
      module("ssl");
      module("h2");
      module("h1");
    }
    out.append("</div>");
  }

  private void group(String title) {
    out.append("<dl><dt class=\"title\">").append(title).append("</dt>");
  }

  private void end() {
    out.append("</dl>");
  }

  private void item(String name, String value) {
    out.append("<dt>").append(name).append("</dt><dd>");
    out.append(PageText.escape(value)).append("</dd>");
  }

  private void number(String name, StatField field) {
    if (row.has(field)) {
      item(name, PageText.grouped(row.number(field)));
    }
  }

  private void pair(String name, StatField first, StatField second, String unit) {
    if (row.has(first) && row.has(second)) {
      item(
          name,
          PageText.grouped(row.number(first))
              + " / "
              + PageText.grouped(row.number(second))
              + unit);
    }
  }

  private void perSecond(String name, StatField now, StatField max) {
    pair(name, now, max, "/s");
  }

  private void sessions() {
    group("Sessions");
    pair("Now / max", StatField.SCUR, StatField.SMAX, "");
    item("Limit", limit(StatField.SLIM));
    number("Total", StatField.STOT);
    number("Connections", StatField.CONN_TOT);
    perSecond("Session rate, now / max", StatField.RATE, StatField.RATE_MAX);
    perSecond("Connection rate, now / max", StatField.CONN_RATE, StatField.CONN_RATE_MAX);
    if (row.has(StatField.RATE_LIM)) {
      item("Rate limit", limit(StatField.RATE_LIM));
    }
    pair("Queue, now / max", StatField.QCUR, StatField.QMAX, "");
    if (row.has(StatField.QLIMIT)) {
      item("Queue limit", limit(StatField.QLIMIT));
    }
    number("Chosen by balancing", StatField.LBTOT);
    if (row.has(StatField.LASTSESS)) {
      long last = row.number(StatField.LASTSESS);
      item("Last session", last < 0 ? "never" : PageText.duration(last) + " ago");
    }
    end();
  }

  private String limit(StatField field) {
    return row.number(field) == 0 ? "none" : PageText.grouped(row.number(field));
  }

  private void traffic() {
    group("Traffic");
    number("Bytes in", StatField.BIN);
    number("Bytes out", StatField.BOUT);
    number("Connection attempts", StatField.CONNECT);
    number("Reused connections", StatField.REUSE);
    number("Connections in use", StatField.USED_CONN_CUR);
    number("Idle connections", StatField.SRV_ICUR);
    end();
  }

  private void errors() {
    group("Errors and denials");
    number("Request errors", StatField.EREQ);
    number("Connection errors", StatField.ECON);
    number("Response errors", StatField.ERESP);
    number("Internal errors", StatField.EINT);
    number("Aborted by client", StatField.CLI_ABRT);
    number("Aborted by server", StatField.SRV_ABRT);
    number("Retries", StatField.WRETR);
    number("Redispatches", StatField.WREDIS);
    number("Denied requests", StatField.DREQ);
    number("Denied responses", StatField.DRESP);
    number("Denied connections", StatField.DCON);
    number("Denied sessions", StatField.DSES);
    end();
  }

  private void responses() {
    group("HTTP");
    perSecond("Request rate, now / max", StatField.REQ_RATE, StatField.REQ_RATE_MAX);
    number("Requests", StatField.REQ_TOT);
    number("Intercepted", StatField.INTERCEPTED);
    number("1xx", StatField.HRSP_1XX);
    number("2xx", StatField.HRSP_2XX);
    number("3xx", StatField.HRSP_3XX);
    number("4xx", StatField.HRSP_4XX);
    number("5xx", StatField.HRSP_5XX);
    number("Other", StatField.HRSP_OTHER);
    end();
  }

  private void times() {
    group("Times, max / average");
    pair("Queue", StatField.QTIME_MAX, StatField.QTIME, " ms");
    pair("Connect", StatField.CTIME_MAX, StatField.CTIME, " ms");
    if (http) {
      pair("Response", StatField.RTIME_MAX, StatField.RTIME, " ms");
    }
    pair("Total", StatField.TTIME_MAX, StatField.TTIME, " ms");
    end();
  }

  private void health() {
    group("Health");
    if (row.has(StatField.CHECK_STATUS)) {
      item("Check", report(StatField.CHECK_DESC, StatField.LAST_CHK));
      item("Health", level(StatField.CHECK_HEALTH, StatField.CHECK_RISE, StatField.CHECK_FALL));
    }
    if (row.has(StatField.AGENT_STATUS)) {
      item("Agent", report(StatField.AGENT_DESC, StatField.LAST_AGT));
      item(
          "Agent health",
          level(StatField.AGENT_HEALTH, StatField.AGENT_RISE, StatField.AGENT_FALL));
    }
    number("Failed checks", StatField.CHKFAIL);
    number("Failures observed", StatField.HANAFAIL);
    number("Times down", StatField.CHKDOWN);
    if (row.has(StatField.DOWNTIME)) {
      item("Downtime", PageText.duration(row.number(StatField.DOWNTIME)));
    }
    if (row.has(StatField.TRACKED)) {
      item("Tracks", row.text(StatField.TRACKED));
    }
    pair("Weight / set", StatField.WEIGHT, StatField.UWEIGHT, "");
    if (row.has(StatField.THROTTLE)) {
      item("Slowstart", row.text(StatField.THROTTLE) + " %");
    }
    end();
  }

  private String report(StatField meaning, StatField answer) {
    String text = row.text(meaning);
    return row.text(answer).isEmpty() ? text : text + ": " + row.text(answer);
  }

  private String level(StatField health, StatField rise, StatField fall) {
    return row.number(health)
        + " of "
        + (row.number(rise) + row.number(fall) - 1)
        + ", up from "
        + row.number(rise);
  }

  private void servers() {
    group("Servers");
    number("Active and usable", StatField.ACT);
    number("Backup and usable", StatField.BCK);
    pair("Weight / set", StatField.WEIGHT, StatField.UWEIGHT, "");
    number("Times down", StatField.CHKDOWN);
    if (row.has(StatField.DOWNTIME)) {
      item("Downtime", PageText.duration(row.number(StatField.DOWNTIME)));
    }
    end();
  }

  /** The counters of one of HAProxy's modules, whose columns begin with its name. */
  private void module(String name) {
    group("Module " + name);
    String prefix = name + "_";
    for (StatField field : StatField.values()) {
      if (field.ordinal() >= StatField.STATIC_FIELDS && field.column().startsWith(prefix)) {
        number(field.column().substring(prefix.length()), field);
      }
    }
    end();
  }

  private void identity() {
    group("Identity");
    if (row.has(StatField.ADDR)) {
      item("Address", row.text(StatField.ADDR));
    }
    if (row.has(StatField.COOKIE)) {
      item("Cookie", row.text(StatField.COOKIE));
    }
    if (row.has(StatField.ALGO)) {
      item("Balance", row.text(StatField.ALGO));
    }
    item("Mode", row.text(StatField.MODE));
    item("iid / sid", row.text(StatField.IID) + " / " + row.text(StatField.SID));
    end();
  }
}
