/** Work that takes milliseconds, done on few platform threads while a virtual thread waits. */
package io.haloom.aside;
