package io.haloom.admin.command;

import io.haloom.admin.Command;
import io.haloom.admin.LongAnswer;
import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.model.BindConfig.Level;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.stats.StatFilter;
import io.haloom.stats.StatRow;
import io.haloom.stats.StatRows;
import io.haloom.stats.StatsCsv;
import io.haloom.stats.StatsJson;
import io.haloom.stats.StatsTyped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** {@code show stat [domain proxy] [<iid|proxy> <type> <sid>] [typed|json|desc|up|no-maint]*}. */
final class ShowStat implements Command {
  private final ProxyRuntime runtime;
  private final Targets targets;

  ShowStat(ProxyRuntime runtime) {
    this.runtime = runtime;
    this.targets = new Targets(runtime);
  }

  @Override
  public Reply run(Request request) throws IOException {
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
    return answer(request, filter, rest);
  }

  private Reply answer(Request request, StatFilter filter, List<String> words) throws IOException {
    LongAnswer answer = new LongAnswer(request);
    StringBuilder text = answer.text();
    boolean described = words.contains("desc");
    switch (Form.lastOf(words)) {
      case PLAIN -> {
        StatsCsv.header(text);
        send(answer, filter, row -> StatsCsv.row(row, text));
      }
      case JSON -> {
        StatsJson json = new StatsJson(text);
        send(answer, filter, json::add);
        json.end();
      }
      case TYPED -> send(answer, filter, row -> StatsTyped.row(row, described, text));
    }
    return answer.end();
  }

  private void send(LongAnswer answer, StatFilter filter, Consumer<StatRow> form)
      throws IOException {
    try {
      for (Proxy proxy : runtime.proxies()) {
        StatRows.forEach(proxy, filter, form.andThen(row -> pass(answer)));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void pass(LongAnswer answer) {
    try {
      answer.pass();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
