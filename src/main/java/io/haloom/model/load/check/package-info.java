/** How servers are checked: {@code option *-check}, {@code tcp-check} and {@code http-check}. */
package io.haloom.model.load.check;
