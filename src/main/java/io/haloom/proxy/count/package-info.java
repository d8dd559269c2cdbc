/** Counters, gauges, rates and averages. Each loop writes a stripe of its own, and readers sum. */
package io.haloom.proxy.count;
