/** Words of before HAProxy 2.1 that are read as the rules that took their place. */
package io.haloom.model.load.old;
