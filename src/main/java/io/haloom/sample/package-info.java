/** Samples: typed fetches and converters, ACLs and conditions, log formats. */
package io.haloom.sample;
