/** The demo: servers, clients and a balancer between them in one process; and the rehearsal. */
package io.haloom.demo;
