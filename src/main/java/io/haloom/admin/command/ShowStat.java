package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.model.BindConfig.Level;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.stats.StatFilter;
import io.haloom.stats.StatRow;
import io.haloom.stats.StatRows;
import io.haloom.stats.StatsCsv;
import io.haloom.stats.StatsJson;
import io.haloom.stats.StatsTyped;
import java.util.List;

/** {@code show stat [domain proxy] [<iid|proxy> <type> <sid>] [typed|json|desc|up|no-maint]*}. */
final class ShowStat implements Command {
  private final ProxyRuntime runtime;
  private final Targets targets;

  ShowStat(ProxyRuntime runtime) {
    this.runtime = runtime;
    this.targets = new Targets(runtime);
  }

  @Override
  public Reply run(Request request) {
    int at = 2;
    if (request.word(2).equals("domain")) {
      if (request.word(3).equals("resolvers")) {
        return Reply.data(resolverHeader(request.words()));
      }
      if (!request.word(3).equals("proxy")) {
        return Reply.error("Invalid statistics domain.\n");
      }
      at = 4;
    }
    int proxy = -1;
    int kinds = -1;
    int id = -1;
    if (!request.word(at + 2).isEmpty()) {
      proxy = targets.proxyId(request.word(at));
      kinds = LeadingInteger.of(request.word(at + 1));
      id = LeadingInteger.of(request.word(at + 2));
      at += 3;
    }
    List<String> rest =
        request.words().subList(Math.min(at, request.words().size()), request.words().size());
    boolean legends = request.client().bind().stats().level().compareTo(Level.OPERATOR) >= 0;
    StatFilter filter =
        new StatFilter(
            proxy, kinds, id, rest.contains("no-maint"), rest.contains("up"), legends, n -> true);
    return Reply.data(text(StatRows.of(runtime, filter), rest));
  }

  private static String text(List<StatRow> rows, List<String> words) {
    return switch (Form.lastOf(words)) {
      case PLAIN -> StatsCsv.of(rows);
      case JSON -> StatsJson.of(rows);
      case TYPED -> {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> StatsTyped.row(row, words.contains("desc"), text));
        yield text.toString();
      }
    };
  }

  /** There are no resolvers sections, hence no row. */
  private static String resolverHeader(List<String> words) {
    return switch (Form.lastOf(words)) {
      case PLAIN ->
          "#id,pid,sent,send_error,valid,update,cname,cname_error,any_err,nx,timeout,refused,other,"
              + "invalid,too_big,truncated,outdated,\n";
      case JSON -> "[]\n";
      case TYPED -> "";
    };
  }
}
