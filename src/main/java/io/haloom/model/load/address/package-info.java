/** Addresses as lines write them (HAProxy manual, section 11), and the names in them. */
package io.haloom.model.load.address;
