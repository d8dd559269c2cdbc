package io.haloom.admin;

import io.haloom.model.BindConfig;

/**
 * A stats socket that is listened on.
 *
 * @param bind the line it was made from
 * @param descriptor its descriptor, or -1 where the platform hides it
 */
public record StatsSocket(BindConfig bind, int descriptor) {}
