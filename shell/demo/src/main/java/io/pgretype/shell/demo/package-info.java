/**
 * The demo: a PostgreSQL server of its own, tables with live traffic on them, all phases of a change, and what the
 * traffic noticed of them.
 *
 * <p>Touches no database but its own. The server and its data are gone when the JVM is, however it ends; see
 * {@link io.pgretype.shell.demo.DemoServer}. While it runs it trusts every user of this machine. Calls the phases only
 * by way of {@link io.pgretype.shell.demo.PhaseDriver}.
 */
@NullMarked
package io.pgretype.shell.demo;

import org.jspecify.annotations.NullMarked;
