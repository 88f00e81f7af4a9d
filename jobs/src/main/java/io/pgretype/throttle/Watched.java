package io.pgretype.throttle;

import io.pgretype.change.Settings;

/**
 * What is to be throttled.
 *
 * @param run its number in the ledger
 * @param tableOid of the table that is written
 * @param settings as the change's author wrote them; operators may set other limits meanwhile
 */
public record Watched(String change, long run, long tableOid, Settings settings) {}
