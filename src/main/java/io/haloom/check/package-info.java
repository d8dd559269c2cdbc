/**
 * Active checks and agent checks: when they run, what they say to a server, and what they conclude.
 *
 * <p>A check is straight-line code on a virtual thread that lives only while the check runs; what
 * waits between two checks is an entry in {@link io.haloom.check.CheckSchedule}.
 */
package io.haloom.check;
