package io.haloom.stats;

import java.util.function.Consumer;

/** One row of the page: a frontend, a bind line, a server or a backend. */
final class PageRow {
  private final StatRow row;
  private final StringBuilder out;

  PageRow(StatRow row, StringBuilder out) {
    this.row = row;
    this.out = out;
  }

  /**
   * Writes it.
   *
   * @param admin whether servers can be ticked
   * @param details writes its details, or nothing where they are asked for when it is opened
   */
  void write(boolean admin, Consumer<StatRow> details) {
    String key = row.text(StatField.PXNAME) + "/" + row.text(StatField.SVNAME);
    String anchor = row.text(StatField.PXNAME) + "/" + anchor();
    boolean backup = row.kind() == StatRow.Kind.SERVER && row.number(StatField.BCK) == 1;
    out.append("<details class=\"row ")
        .append(row.kind().word().toLowerCase(java.util.Locale.ROOT));
    out.append(' ').append(PageState.of(row).style()).append(backup ? " backup" : "");
    out.append("\" id=\"").append(PageText.escape(anchor));
    out.append("\" data-key=\"").append(PageText.escape(key));
    out.append("\" data-row=\"").append(row.reference()).append("\"><summary>");
    name(admin, backup);
    status();
    load();
    traffic();
    trouble();
    health();
    out.append("</summary>");
    details.accept(row);
    out.append("</details>\n");
  }

  /** The fragment that HAProxy's page has for this row, too. */
  private String anchor() {
    return switch (row.kind()) {
      case FRONTEND -> "Frontend";
      case BACKEND -> "Backend";
      case LISTENER -> "+" + row.text(StatField.SVNAME);
      case SERVER -> row.text(StatField.SVNAME);
    };
  }

  private void name(boolean admin, boolean backup) {
    out.append("<span class=\"name\">");
    String name = PageText.escape(row.text(StatField.SVNAME));
    if (admin && row.kind() == StatRow.Kind.SERVER) {
      out.append("<input type=\"checkbox\" name=\"s\" value=\"").append(name);
      out.append("\" aria-label=\"Select ").append(name).append("\">");
    }
    boolean side = row.kind() == StatRow.Kind.FRONTEND || row.kind() == StatRow.Kind.BACKEND;
    out.append("<b>").append(side ? anchor() : name).append("</b>");
    if (backup) {
      out.append("<i>backup</i>");
    }
    if (row.kind() == StatRow.Kind.LISTENER) {
      out.append("<i>bind</i>");
    }
    out.append("</span>");
  }

  private void status() {
    out.append("<span class=\"state\"><em data-f=\"status\">");
    out.append(PageText.escape(row.text(StatField.STATUS))).append("</em>");
    boolean timed = row.kind() == StatRow.Kind.SERVER || row.kind() == StatRow.Kind.BACKEND;
    if (timed) {
      out.append("<small data-f=\"lastchg\">");
      out.append(PageText.duration(row.number(StatField.LASTCHG))).append("</small>");
    }
    out.append("</span>");
  }

  private void load() {
    out.append(
        "<span class=\"sess\" data-h=\"Sessions\"><svg class=\"spark\" data-s=\"scur\"></svg>");
    value("b", StatField.SCUR);
    out.append("</span><span class=\"max\" data-h=\"Max\">");
    value("span", StatField.SMAX);
    if (row.number(StatField.SLIM) > 0) {
      out.append("<small>/");
      value("span", StatField.SLIM);
      out.append("</small>");
    }
    out.append("</span><span class=\"rate\" data-h=\"Rate\">");
    value("b", rate());
    out.append("<small>");
    out.append(row.has(rate()) ? "/s" : "").append("</small></span>");
    out.append("<span class=\"queue\" data-h=\"Queue\">");
    value("span", StatField.QCUR);
    out.append("</span><span class=\"total\" data-h=\"Total\">");
    value("span", StatField.STOT);
    out.append("</span>");
  }

  /** Of an HTTP frontend the requests: one connection brings many of them. */
  private StatField rate() {
    boolean requests =
        row.kind() == StatRow.Kind.FRONTEND && row.text(StatField.MODE).equals("http");
    return requests ? StatField.REQ_RATE : StatField.RATE;
  }

  private void traffic() {
    out.append("<span class=\"in\" data-h=\"In\">");
    value("span", StatField.BIN);
    out.append("</span><span class=\"out\" data-h=\"Out\">");
    out.append("<svg class=\"spark\" data-s=\"bytes\"></svg>");
    value("b", StatField.BOUT);
    out.append("</span>");
  }

  private void trouble() {
    long errors =
        row.number(StatField.EREQ) + row.number(StatField.ECON) + row.number(StatField.ERESP);
    out.append("<span class=\"err").append(errors > 0 ? " some" : "");
    out.append("\" data-h=\"Errors\" data-f=\"errors\">");
    out.append(PageText.compact(errors)).append("</span>");
    out.append("<span class=\"retr\" data-h=\"Retries\">");
    value("span", StatField.WRETR);
    out.append("</span>");
  }

  private void health() {
    out.append("<span class=\"check\" data-f=\"check\">");
    out.append(PageText.escape(check())).append("</span><span class=\"weight\" data-h=\"Weight\">");
    if (row.kind() == StatRow.Kind.SERVER || row.kind() == StatRow.Kind.BACKEND) {
      value("span", StatField.WEIGHT);
    }
    out.append("</span>");
  }

  /** The last check as HAProxy's page writes it: {@code L7OK/200 in 2ms}. */
  private String check() {
    if (row.kind() == StatRow.Kind.BACKEND) {
      return row.number(StatField.ACT) + " act, " + row.number(StatField.BCK) + " bck";
    }
    if (!row.has(StatField.CHECK_STATUS)) {
      return row.has(StatField.TRACKED) ? "via " + row.text(StatField.TRACKED) : "";
    }
    String text = row.text(StatField.CHECK_STATUS);
    if (row.has(StatField.CHECK_CODE)) {
      text += "/" + row.text(StatField.CHECK_CODE);
    }
    return row.has(StatField.CHECK_DURATION)
        ? text + " in " + row.text(StatField.CHECK_DURATION) + "ms"
        : text;
  }

  private void value(String element, StatField field) {
    if (!row.has(field)) {
      return;
    }
    long value = row.number(field);
    out.append('<').append(element).append(" data-f=\"").append(field.column());
    if (value >= 1000) {
      out.append("\" title=\"").append(PageText.grouped(value));
    }
    out.append("\">").append(PageText.compact(value));
    out.append("</").append(element).append('>');
  }
}
