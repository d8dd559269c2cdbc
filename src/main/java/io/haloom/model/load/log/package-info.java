/**
 * Where logs go and what they look like (HAProxy manual, section 8), and the {@code ring} section.
 */
package io.haloom.model.load.log;
