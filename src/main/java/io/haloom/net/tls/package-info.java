/** What a transport needs to carry a {@link io.haloom.net.TlsEngine} below its reads and writes. */
package io.haloom.net.tls;
