package io.haloom.model;

/**
 * Settings of all checks.
 *
 * @param spreadPercent {@code spread-checks}, -50 to 50
 * @param maxSpreadMillis {@code max-spread-checks}, 0 for none
 * @param externalCheck whether {@code external-check} is allowed
 * @param insecureForkWanted {@code insecure-fork-wanted}
 */
public record GlobalChecks(
    int spreadPercent, int maxSpreadMillis, boolean externalCheck, boolean insecureForkWanted) {}
