/**
 * The {@code defaults}, {@code frontend}, {@code backend}, {@code listen} and {@code http-errors}
 * sections (HAProxy manual, section 4); {@link io.haloom.model.load.proxy.ProxySection} puts the
 * tables of their words together.
 */
package io.haloom.model.load.proxy;
