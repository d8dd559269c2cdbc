package io.haloom.admin.command;

import static io.haloom.admin.CommandEntry.hidden;
import static io.haloom.admin.CommandEntry.of;

import io.haloom.admin.AdminServices;
import io.haloom.admin.CommandEntry;
import io.haloom.admin.CommandTable;
import io.haloom.admin.Reply;
import io.haloom.admin.command.tls.CertificateCommands;
import io.haloom.admin.command.tls.ListCommands;
import io.haloom.admin.command.tls.OcspCommands;
import io.haloom.admin.command.tls.TicketKeyCommands;
import io.haloom.admin.command.tls.TrustCommands;
import io.haloom.model.BindConfig.Level;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.stats.StatsSchema;
import java.util.ArrayList;
import java.util.List;

/** The table of commands. */
public final class StandardCommands {
  private StandardCommands() {}

  /** All commands over the given services. */
  public static CommandTable table(AdminServices services) {
    List<CommandEntry> entries = new ArrayList<>(ClientCommands.entries());
    statistics(services, entries);
    sessions(services, entries);
    servers(services, entries);
    serverChecks(services.runtime(), entries);
    limits(services, entries);
    frontends(services, entries);
    process(services, entries);
    jvm(services, entries);
    ProxyRuntime runtime = services.runtime();
    entries.addAll(PatternCommands.entries(() -> runtime.config().patterns()));
    entries.addAll(CertificateCommands.entries(() -> runtime.config().certificates()));
    entries.addAll(TrustCommands.entries(() -> runtime.config().certificates()));
    entries.addAll(ListCommands.entries(() -> runtime.config().certificates()));
    entries.addAll(OcspCommands.entries(() -> runtime.config().certificates()));
    entries.addAll(TicketKeyCommands.entries(() -> runtime.config().certificates().ticketKeys()));
    entries.addAll(DynamicCookieCommands.entries(runtime));
    entries.addAll(Unsupported.entries());
    return new CommandTable(entries, runtime.defects());
  }

  private static void statistics(AdminServices services, List<CommandEntry> into) {
    ProxyRuntime runtime = services.runtime();
    into.add(
        of(
            "show info",
            Level.USER,
            "show info [desc|json|typed|float]*",
            "facts about the process",
            new ShowInfo(services.info())));
    into.add(
        of(
            "show stat",
            Level.USER,
            "show stat [desc|json|no-maint|typed|up]*",
            "counters of frontends, servers and backends",
            new ShowStat(runtime)));
    into.add(
        of(
            "show schema json",
            Level.USER,
            "show schema json",
            "the form of the JSON answers",
            r -> Reply.data(StatsSchema.JSON)));
    into.add(
        of(
            "clear counters",
            Level.OPERATOR,
            "clear counters [all]",
            "reset maxima, or all counters",
            new ClearCounters(runtime)));
    into.add(
        of(
            "show errors",
            Level.OPERATOR,
            "show errors [<px>] [request|response]",
            "protocol errors captured last",
            new ShowErrors(runtime)));
  }

  private static void sessions(AdminServices services, List<CommandEntry> into) {
    ShutdownSession shutdown = new ShutdownSession(services.sessions().table(), services.runtime());
    into.add(
        of(
            "show sess",
            Level.OPERATOR,
            "show sess [id|all]",
            "sessions in a line each, or one or all in detail",
            new ShowSess(services.sessions().table())));
    into.add(
        of(
            "shutdown session",
            Level.ADMIN,
            "shutdown session [id]",
            "end a session",
            shutdown::one));
    into.add(
        of(
            "shutdown sessions server",
            Level.ADMIN,
            "shutdown sessions server <bk>/<srv>",
            "end the sessions of a server",
            shutdown::ofServer));
  }

  private static void servers(AdminServices services, List<CommandEntry> into) {
    ProxyRuntime runtime = services.runtime();
    into.add(
        of(
            "show backend",
            Level.USER,
            "show backend",
            "names of backends",
            new ShowBackend(runtime)));
    into.add(
        of(
            "show servers state",
            Level.USER,
            "show servers state [<backend>]",
            "states of servers, as a state file",
            new ShowServersState(runtime)));
    into.add(
        of(
            "show servers conn",
            Level.USER,
            "show servers conn [<backend>]",
            "connections of servers",
            new ShowServersConn(runtime)));
    into.add(
        of(
            "show sourceports",
            Level.USER,
            "show sourceports [<backend>]",
            "source ports in use for each server",
            new ShowSourcePorts(runtime)));
    into.add(
        of(
            "add server",
            Level.ADMIN,
            "add server <bk>/<srv>",
            "add a server, in maintenance",
            new AddServer(runtime)));
    into.add(
        of(
            "del server",
            Level.ADMIN,
            "del server <bk>/<srv>",
            "remove a server that is in maintenance",
            new DelServer(runtime)));
    into.add(
        of(
            "set server",
            Level.ADMIN,
            "set server <bk>/<srv> [opts]",
            "change state, weight, address or checks of a server",
            new SetServer(runtime)));
    into.add(
        of(
            "get weight",
            Level.USER,
            "get weight <bk>/<srv>",
            "weight of a server",
            new GetWeight(runtime)));
    into.add(
        of(
            "set weight",
            Level.ADMIN,
            "set weight <bk>/<srv>  (DEPRECATED)",
            "as 'set server <bk>/<srv> weight'",
            new SetWeight(runtime)));
  }

  private static void serverChecks(ProxyRuntime runtime, List<CommandEntry> into) {
    ServerSwitch of = new ServerSwitch(runtime);
    into.add(
        of(
            "enable server",
            Level.ADMIN,
            "enable server  (DEPRECATED)",
            "as 'set server <bk>/<srv> state ready'",
            of::enableServer));
    into.add(
        of(
            "disable server",
            Level.ADMIN,
            "disable server (DEPRECATED)",
            "as 'set server <bk>/<srv> state maint'",
            of::disableServer));
    into.add(of("enable health", Level.ADMIN, "enable health", "resume checks", of::enableHealth));
    into.add(
        of("disable health", Level.ADMIN, "disable health", "suspend checks", of::disableHealth));
    into.add(
        of("enable agent", Level.ADMIN, "enable agent", "resume agent checks", of::enableAgent));
    into.add(
        of(
            "disable agent",
            Level.ADMIN,
            "disable agent",
            "suspend agent checks",
            of::disableAgent));
  }

  private static void limits(AdminServices services, List<CommandEntry> into) {
    SetMaxconn maxconn = new SetMaxconn(services.runtime(), services.info());
    into.add(
        of(
            "set maxconn server",
            Level.ADMIN,
            "set maxconn server <bk>/<srv>",
            "limit the connections to a server",
            maxconn::server));
    into.add(
        of(
            "set maxconn frontend",
            Level.ADMIN,
            "set maxconn frontend <frontend> <value>",
            "limit the connections to a frontend",
            maxconn::frontend));
    into.add(
        of(
            "set maxconn global",
            Level.ADMIN,
            "set maxconn global <value>",
            "limit the connections of the process",
            maxconn::global));
    into.add(
        of(
            "set rate-limit",
            Level.ADMIN,
            "set rate-limit <setting> <value>",
            "limit connections or sessions per second",
            new SetRateLimit(services.runtime().process())));
  }

  private static void frontends(AdminServices services, List<CommandEntry> into) {
    FrontendSwitch frontends = new FrontendSwitch(services.runtime(), services.listeners());
    into.add(
        of(
            "disable frontend",
            Level.ADMIN,
            "disable frontend <frontend>",
            "stop accepting for now",
            frontends::disable));
    into.add(
        of(
            "enable frontend",
            Level.ADMIN,
            "enable frontend <frontend>",
            "accept again",
            frontends::enable));
    into.add(
        of(
            "shutdown frontend",
            Level.ADMIN,
            "shutdown frontend <frontend>",
            "stop accepting for good",
            frontends::shutdown));
  }

  private static void process(AdminServices services, List<CommandEntry> into) {
    into.add(
        of(
            "show version",
            Level.USER,
            "show version",
            "the version",
            r -> Reply.info(services.info().version() + "\n")));
    into.add(
        of(
            "show env",
            Level.OPERATOR,
            "show env [var]",
            "the environment",
            new ShowEnv(services.program())));
    into.add(
        of(
            "get var",
            Level.OPERATOR,
            "get var <name>",
            "value of a process-wide variable",
            new GetVar(services.sessions())));
    into.add(CommandEntry.hidden("set var", Level.OPERATOR, new SetVar(services.sessions())));
    into.add(
        of(
            "show cli sockets",
            Level.USER,
            "show cli sockets",
            "where stats sockets listen",
            new ShowCliSockets(services.runtime())));
    into.add(
        of(
            "show events",
            Level.USER,
            "show events [<sink>] [-w] [-n]",
            "what was logged last",
            new ShowEvents(services.program())));
    into.add(
        of(
            "show startup-logs",
            Level.OPERATOR,
            "show startup-logs",
            "what was said while starting",
            r -> startupLogs(services.program().startupLogs())));
  }

  private static Reply startupLogs(String logs) {
    return logs.isEmpty() ? Reply.info("\n") : Reply.data(logs);
  }

  private static void jvm(AdminServices services, List<CommandEntry> into) {
    into.add(of("show pools", Level.USER, "show pools", "memory in use", new ShowPools()));
    into.add(
        of(
            "show threads",
            Level.USER,
            "show threads",
            "threads and where they stand",
            new ShowThreads()));
    into.add(
        of(
            "show activity",
            Level.OPERATOR,
            "show activity",
            "what each event loop did",
            new ShowActivity(services.runtime())));
    into.add(
        of(
            "show fd",
            Level.OPERATOR,
            "show fd [num]",
            "open descriptors",
            new ShowFd(services.runtime(), services.sessions().table())));
    into.add(of("show libs", Level.OPERATOR, "show libs", "files mapped to run", new ShowLibs()));
    into.add(
        hidden("_getsocks", Level.USER, new GetSocks(services.runtime(), services.statsSockets())));
    into.add(hidden("show tasks", Level.USER, r -> Reply.data("Running tasks: 0\n")));
    into.add(hidden("show profiling", Level.ADMIN, Profiling::show));
    into.add(hidden("set profiling", Level.ADMIN, Profiling::set));
  }
}
