package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.trace.Trace;
import java.util.stream.Stream;

/** What is looked for in a migration that was run. */
interface Check {

    Stream<Finding> in(Trace trace);
}
