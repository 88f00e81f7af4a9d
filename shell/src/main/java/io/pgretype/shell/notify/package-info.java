/**
 * Tells a chat or another program by a webhook how changes fare: a phase is done, a hold lasts, a run failed, a person is
 * needed. On a thread of its own: nothing here can fail a run or make it wait, and what cannot be sent is one warning. The
 * webhook's URL is a secret and is in no output. May call {@code environment}, {@code problem}, and the words of
 * {@code ledger} and {@code progress}.
 */
@NullMarked
package io.pgretype.shell.notify;

import org.jspecify.annotations.NullMarked;
