package io.pgretype.lint.migration;

import java.util.List;
import java.util.Map;

/** How a tool names, orders and reads its files. */
interface Format {

    /** @param files all that are in the directories of this tool, in any order */
    Plan plan(List<SourceFile> files, Map<String, String> placeholders);
}
