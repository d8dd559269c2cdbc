/** {@code bind} lines, and the words of UNIX sockets (HAProxy manual, section 5.1). */
package io.haloom.model.load.bind;
