package io.pgretype.shell.traffic;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An application of a key graph. All that refer to one parent belong to the session that it belongs to, so no session knows
 * less of its rows than it should.
 */
public final class GraphApplication implements Application {

    private final KeyGraph graph;
    private final Set<String> given = ConcurrentHashMap.newKeySet();
    private final Set<String> committed = ConcurrentHashMap.newKeySet();

    public GraphApplication(KeyGraph graph) {
        this.graph = graph;
    }

    KeyGraph graph() {
        return graph;
    }

    void given(String key) {
        given.add(key);
    }

    /** After a crash the database may give those again that nobody has committed, and no others. */
    void committed(String key, Noticed seen) {
        if (!committed.add(key)) {
            seen.wrongAnswer(GraphStatement.INSERT, "key %s was given twice".formatted(key));
        }
    }

    /** The first number larger than that one that was given out, whether the transaction was committed or not. */
    public OptionalLong firstNumberBeyond(long limit) {
        return given.stream()
                .mapToLong(Long::parseLong)
                .filter(number -> number > limit)
                .min();
    }

    @Override
    public Map<String, String> settings() {
        return graph.keys().settings();
    }

    @Override
    public List<Share> shares(Connection connection, int sessions) throws SQLException {
        List<List<String>> shares = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            shares.add(new ArrayList<>());
        }
        String query =
                """
                select id, dense_rank() over (order by coalesce(%1$s, id)) %% %2$d as session
                from %3$s
                """.formatted(graph.other().sql(), sessions, graph.parent().sql());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                shares.get(rows.getInt("session")).add(rows.getString("id"));
            }
        }
        return shares.stream()
                .map(share -> (Share) new Parents(this, new OwnParents(share)))
                .toList();
    }

    private record Parents(GraphApplication application, OwnParents memory) implements Share {

        @Override
        public SessionWork<?> workOn(Connection connection, Noticed seen, Choice choice) {
            return new GraphWork(connection, application, memory, seen, choice);
        }
    }
}
