package io.pgretype.lint.migration;

import io.pgretype.lint.script.SqlScript;
import java.util.List;

/** The parts of one file. */
final class Scripts {

    private Scripts() {}

    static SqlScript together(List<SqlScript> parts) {
        return new SqlScript(
                parts.stream().flatMap(part -> part.statements().stream()).toList(),
                parts.stream().flatMap(part -> part.leftover().stream()).toList(),
                parts.stream().flatMap(part -> part.commands().stream()).toList());
    }
}
