package io.haloom.model;

import io.haloom.sample.Expression;
import io.haloom.sample.LogFormat;

/**
 * A variable of the process that is set at start: {@code set-var} or {@code set-var-fmt} of the
 * global section.
 *
 * @param name without {@code proc.}
 * @param expression what {@code set-var} sets it to, or null
 * @param format what {@code set-var-fmt} sets it to, or null
 */
public record ProcessVariable(String name, Expression expression, LogFormat format) {}
