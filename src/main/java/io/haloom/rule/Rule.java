package io.haloom.rule;

import io.haloom.sample.Condition;

/**
 * One rule line.
 *
 * @param action what to do
 * @param condition when to do it
 * @param file the configuration file, for logs
 * @param line its line
 */
public record Rule(Action action, Condition condition, String file, int line) {}
