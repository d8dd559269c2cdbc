/**
 * The configuration language: files to lines, lines to words, conditions, units and diagnostics. It
 * knows no feature: which words exist is told by keyword tables that live beside the features
 * (HAProxy manual, section 2).
 */
package io.haloom.config;
