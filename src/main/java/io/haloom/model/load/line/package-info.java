/** Lines as the handlers of their keywords see them, and the kinds of handlers there are. */
package io.haloom.model.load.line;
