package io.pgretype.lint.judge;

import io.pgretype.lint.replay.Replay;
import io.pgretype.lint.stats.Statistics;

/**
 * What is known of the database that the migrations are for.
 *
 * @param release its statements, prepared in the base that is judged in
 */
public record Production(Statistics sizes, Replay release) {}
