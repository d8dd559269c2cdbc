package io.haloom.model;

import java.util.List;

/**
 * What concerns the master process.
 *
 * @param wanted {@code master-worker}
 * @param exitOnFailure false with {@code master-worker no-exit-on-failure}
 * @param maxReloads {@code mworker-max-reloads}, -1 for any number
 * @param programs the {@code program} sections, in order
 */
public record MasterConfig(
    boolean wanted, boolean exitOnFailure, int maxReloads, List<ProgramConfig> programs) {}
