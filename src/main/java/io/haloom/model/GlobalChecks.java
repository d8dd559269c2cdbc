package io.haloom.model;

/**
 * Settings of all checks.
 *
 * @param spreadPercent {@code spread-checks}, -50 to 50
 * @param maxSpreadMillis {@code max-spread-checks}, 0 for none
 * @param neverSendLocal {@code pp2-never-send-local}: checks say whom they come from
 */
public record GlobalChecks(int spreadPercent, int maxSpreadMillis, boolean neverSendLocal) {}
