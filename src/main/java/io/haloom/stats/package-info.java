/** Statistics: one table of fields, rows made from what runs, and the forms they are given in. */
package io.haloom.stats;
