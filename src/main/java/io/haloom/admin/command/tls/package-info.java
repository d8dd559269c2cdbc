/** Commands about certificates and what else belongs to TLS (HAProxy management guide, 9.3). */
package io.haloom.admin.command.tls;
