package io.pgretype.shell.demo;

import io.pgretype.shell.traffic.GraphTwins;
import io.pgretype.shell.traffic.KeyGraph;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether the tables of a graph equal their twins. */
record TwinProof(List<String> differences, int tables) {

    private static final int SHOWN = 3;

    static TwinProof of(String url, KeyGraph graph) throws SQLException {
        return new TwinProof(
                new GraphTwins(url, graph).differences(SHOWN),
                1 + graph.children().size());
    }

    /** That, and something else that has to hold. */
    Proof and(boolean holds, String line) {
        List<String> lines = new ArrayList<>();
        lines.add(
                differences.isEmpty()
                        ? "All %d tables equal their twins, which had the new types from the start.".formatted(tables)
                        : "These rows differ from the twins, which had the new types from the start:");
        differences.stream().map(row -> "  " + row).forEach(lines::add);
        lines.add(line);
        return new Proof(holds && differences.isEmpty(), lines);
    }
}
