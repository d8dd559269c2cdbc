/** The PROXY protocol, versions 1 and 2, and SOCKS 4: what is said before the first byte. */
package io.haloom.net.proxyproto;
