package io.haloom.admin;

import io.haloom.proxy.ProxyRuntime;
import io.haloom.stats.ProcessInfo;
import io.haloom.stream.SessionServices;
import io.haloom.stream.accept.Listeners;
import java.util.List;
import java.util.function.Supplier;

/**
 * What commands work on.
 *
 * @param runtime the proxies
 * @param info the facts of {@code show info}
 * @param sessions what the sessions share
 * @param listeners opens and closes what frontends listen on
 * @param statsSockets the stats sockets that are listened on now
 * @param program what the program itself supplies
 */
public record AdminServices(
    ProxyRuntime runtime,
    ProcessInfo info,
    SessionServices sessions,
    Listeners listeners,
    Supplier<List<StatsSocket>> statsSockets,
    ProgramServices program) {}
