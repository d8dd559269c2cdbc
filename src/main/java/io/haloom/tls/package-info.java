/**
 * TLS as a configuration asks for it: certificates and who uses them, the choice by the host that a
 * client names, contexts of bind lines and of servers (HAProxy manual, sections 5.1 and 5.2).
 */
package io.haloom.tls;
