package io.haloom.rule;

import java.util.List;
import java.util.function.Supplier;

/**
 * What actions of HTTP rules need while they are compiled.
 *
 * @param errors the configuration's error messages
 * @param checks what is asked when the whole configuration is read; each gives what is wrong, or
 *     null
 */
record HttpSurroundings(HttpErrors errors, List<Supplier<String>> checks) {}
