/** What is logged, how it is written, and where it is sent. */
package io.haloom.log;
