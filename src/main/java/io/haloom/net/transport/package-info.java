/** Which transport there is to be: the only place that knows them all. */
package io.haloom.net.transport;
