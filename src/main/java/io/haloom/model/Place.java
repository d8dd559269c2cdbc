package io.haloom.model;

/**
 * Where something stands in the configuration.
 *
 * @param file as given on the command line
 * @param line from 1
 */
public record Place(String file, int line) {}
