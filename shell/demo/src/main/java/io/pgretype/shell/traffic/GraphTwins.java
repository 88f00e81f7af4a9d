package io.pgretype.shell.traffic;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The twins of a key graph's tables: of the new types from the start, with foreign keys of their own. */
public final class GraphTwins {

    private final String url;
    private final KeyGraph graph;

    /** @param url a JDBC URL with all that a connection needs */
    public GraphTwins(String url, KeyGraph graph) {
        this.url = url;
        this.graph = graph;
    }

    /** Makes the twins and fills them; to be called before expand, while nobody writes. */
    public void create() throws SQLException {
        for (KeyGraph.Table table : graph.tables()) {
            oracle(table).create();
        }
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (KeyGraph.Table table : graph.tables()) {
                for (KeyGraph.Reference reference : table.references()) {
                    statement.execute("alter table %s add foreign key (%s) references %s (id) on delete %s"
                            .formatted(
                                    KeyGraph.twin(table.name()).sql(),
                                    reference.column().sql(),
                                    KeyGraph.twin(graph.parent()).sql(),
                                    reference.cascades() ? "cascade" : "set null"));
                }
            }
        }
    }

    /**
     * Rows that are in one table and not in its twin or the other way round; to be called while nobody writes.
     *
     * @param limit at most so many of each direction and table
     */
    public List<String> differences(int limit) throws SQLException {
        List<String> differences = new ArrayList<>();
        for (KeyGraph.Table table : graph.tables()) {
            differences.addAll(oracle(table).differences(limit));
        }
        return differences;
    }

    private TwinOracle oracle(KeyGraph.Table table) {
        return new TwinOracle(url, table.name(), table.retyped(), graph.keys().newType());
    }
}
