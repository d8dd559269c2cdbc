/**
 * The {@code global} section (HAProxy manual, section 3) and the small ones that concern no proxy;
 * {@link io.haloom.model.load.global.GlobalSection} puts the tables of its words together.
 */
package io.haloom.model.load.global;
