package io.haloom.model;

import java.util.List;

/**
 * A {@code program} section: what the master runs beside the worker (HAProxy manual, section 3.5).
 *
 * @param name its name
 * @param command the program and its arguments
 * @param user the numeric id it runs as, -1 for the master's
 * @param group the numeric id it runs as, -1 for the master's
 * @param startOnReload {@code option start-on-reload}: whether a reload starts a new instance
 */
public record ProgramConfig(
    String name, List<String> command, int user, int group, boolean startOnReload) {}
