/**
 * Regular expressions over bytes, as HAProxy has them: PCRE2's, from the system's library. Where it
 * is missing, those of the JDK stand in, bounded and with a warning.
 */
package io.haloom.regex;
