package io.pgretype.shell.traffic;

import io.pgretype.change.QualifiedName;
import io.pgretype.shell.traffic.KeyGraph.Child;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An application's statements on a key graph or on its twin, over one connection. */
final class GraphStatements {

    private final Connection connection;
    private final KeyGraph graph;
    private final UnaryOperator<QualifiedName> which;

    private GraphStatements(Connection connection, KeyGraph graph, UnaryOperator<QualifiedName> which) {
        this.connection = connection;
        this.graph = graph;
        this.which = which;
    }

    static GraphStatements of(Connection connection, KeyGraph graph) {
        return new GraphStatements(connection, graph, UnaryOperator.identity());
    }

    static GraphStatements ofTwin(Connection connection, KeyGraph graph) {
        return new GraphStatements(connection, graph, KeyGraph::twin);
    }

    /**
     * A row of the parent.
     *
     * @param other the one that it refers to
     */
    record Parent(String key, String label, @Nullable String other) {}

    Optional<Parent> read(String key) throws SQLException {
        return parent("select id, %s, %s from %s where id = ?".formatted(label(), other(), parent()), key);
    }

    Optional<Parent> readAll(String key) throws SQLException {
        return parent("select * from %s where id = ?".formatted(parent()), key);
    }

    private Optional<Parent> parent(String query, String key) throws SQLException {
        try (PreparedStatement statement = prepared(query, key);
                ResultSet rows = statement.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Parent(
                            key,
                            rows.getString(graph.label().name()),
                            KeyKind.known(rows.getString(graph.other().name()))))
                    : Optional.empty();
        }
    }

    /** How many children of the first kind it has, as a join finds them. */
    int joined(String key) throws SQLException {
        Child child = graph.children().get(0);
        String query = """
                select child.id, child.%s, parent.%s
                from %s as parent
                join %s as child on child.%s = parent.id
                where parent.id = ?
                """.formatted(
                        child.amount().sql(),
                        label(),
                        parent(),
                        table(child),
                        child.reference().sql());
        try (PreparedStatement statement = prepared(query, key);
                ResultSet rows = statement.executeQuery()) {
            int found = 0;
            while (rows.next()) {
                found++;
            }
            return found;
        }
    }

    /** The same by an aggregate; empty if the parent is gone. */
    Optional<Integer> counted(String key) throws SQLException {
        Child child = graph.children().get(0);
        String query =
                """
                select parent.%s, count(child.id) as number
                from %s as parent
                left join %s as child on child.%s = parent.id
                where parent.id = ?
                group by parent.id
                """.formatted(label(), parent(), table(child), child.reference().sql());
        try (PreparedStatement statement = prepared(query, key);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(rows.getInt("number")) : Optional.empty();
        }
    }

    /**
     * Inserts a parent.
     *
     * @param key null if the database gives it
     * @return its key
     */
    String insert(@Nullable String key, String label, @Nullable String other) throws SQLException {
        String sql = "insert into %s (%s%s, %s) values (%s?, ?) returning id"
                .formatted(parent(), key == null ? "" : "id, ", label(), other(), key == null ? "" : "?, ");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            if (key != null) {
                graph.keys().bind(statement, index++, key);
            }
            statement.setString(index++, label);
            graph.keys().bind(statement, index, other);
            return returned(statement);
        }
    }

    int upsert(String key, String label) throws SQLException {
        String sql = """
                insert into %s (id, %s)
                values (?, ?)
                on conflict (id) do update
                set %2$s = excluded.%2$s
                """.formatted(parent(), label());
        try (PreparedStatement statement = prepared(sql, key)) {
            statement.setString(2, label);
            return statement.executeUpdate();
        }
    }

    /** Returns the child's key: a number is the database's where none is given. */
    String insertChild(Child child, @Nullable String key, String parent, int amount) throws SQLException {
        String sql = "insert into %s (%s%s, %s) values (%s?, ?) returning id"
                .formatted(
                        table(child),
                        key == null ? "" : "id, ",
                        child.reference().sql(),
                        child.amount().sql(),
                        key == null ? "" : "?, ");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            if (key != null) {
                graph.keys().bind(statement, index++, key);
            }
            graph.keys().bind(statement, index++, parent);
            statement.setInt(index, amount);
            return returned(statement);
        }
    }

    private static String returned(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            String key = rows.next() ? KeyKind.known(rows.getString(1)) : null;
            if (key == null) {
                throw new SQLException("no key was returned", TrafficError.WRONG_ANSWER);
            }
            return key;
        }
    }

    int relabel(String key, String label) throws SQLException {
        String sql = "update %s set %s = ? where id = ?".formatted(parent(), label());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, label);
            graph.keys().bind(statement, 2, key);
            return statement.executeUpdate();
        }
    }

    int refer(String key, @Nullable String other) throws SQLException {
        return write("update %s set %s = ? where id = ?".formatted(parent(), other()), other, key);
    }

    int updateChildren(Child child, String parent) throws SQLException {
        return write(
                "update %s set %s = %2$s + 1 where %s = ?"
                        .formatted(
                                table(child),
                                child.amount().sql(),
                                child.reference().sql()),
                parent);
    }

    /** All that one parent has go to another one. */
    int moveChildren(Child child, String from, String to) throws SQLException {
        return write(
                "update %s set %s = ? where %2$s = ?"
                        .formatted(table(child), child.reference().sql()),
                to,
                from);
    }

    int delete(String key) throws SQLException {
        return write("delete from %s where id = ?".formatted(parent()), key);
    }

    private int write(String sql, @Nullable String... keys) throws SQLException {
        try (PreparedStatement statement = prepared(sql, keys)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepared(String sql, @Nullable String... keys) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < keys.length; i++) {
                graph.keys().bind(statement, i + 1, keys[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private String parent() {
        return which.apply(graph.parent()).sql();
    }

    private String table(Child child) {
        return which.apply(child.table()).sql();
    }

    private String label() {
        return graph.label().sql();
    }

    private String other() {
        return graph.other().sql();
    }
}
