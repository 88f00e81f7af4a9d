/**
 * A change's report as one HTML page that needs nothing else: no script, no file beside it. Renders only; what it fills in is
 * escaped by the template engine.
 */
@NullMarked
package io.pgretype.shell.page;

import org.jspecify.annotations.NullMarked;
