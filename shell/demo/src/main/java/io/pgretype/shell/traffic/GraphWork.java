package io.pgretype.shell.traffic;

import io.pgretype.shell.traffic.GraphStatements.Parent;
import io.pgretype.shell.traffic.KeyGraph.Child;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a session does with a key graph. */
final class GraphWork extends SessionWork<GraphStatement> {

    private final GraphApplication application;
    private final KeyGraph graph;
    private final GraphStatements tables;
    private final GraphStatements twins;
    private final OwnParents parents;

    GraphWork(Connection connection, GraphApplication application, OwnParents parents, Noticed seen, Choice choice) {
        super(connection, parents, List.of(GraphStatement.values()), seen, choice);
        this.application = application;
        this.graph = application.graph();
        this.tables = GraphStatements.of(connection, graph);
        this.twins = GraphStatements.ofTwin(connection, graph);
        this.parents = parents;
    }

    @Override
    boolean alwaysInTransaction(GraphStatement kind) {
        return seen.client() == Client.CARELESS || !kind.isRead();
    }

    @Override
    void run(GraphStatement kind) throws SQLException {
        if (kind == GraphStatement.INSERT) {
            insert(kind, null);
            return;
        }
        String key = parents.pick(choice);
        if (key == null) {
            return;
        }
        switch (kind) {
            case READ -> compare(kind, key, seen.timed(kind, () -> tables.read(key)));
            case READ_ALL -> compare(kind, key, seen.timed(kind, () -> tables.readAll(key)));
            case JOIN -> compare(kind, key, seen.timed(kind, () -> tables.joined(key)));
            case COUNT -> count(kind, key);
            case INSERT_REFERRING -> insert(kind, key);
            case INSERT_CHILD -> insertChild(kind, choice.oneOf(graph.children()), key);
            case UPSERT -> upsert(kind, key);
            case RELABEL -> relabel(kind, key);
            case REFER -> refer(kind, key);
            case UPDATE_CHILDREN -> updateChildren(kind, key);
            case MOVE_CHILDREN -> moveChildren(kind, key);
            case DELETE -> delete(kind, key);
            default -> throw new IllegalArgumentException("never chosen: " + kind);
        }
    }

    private void compare(GraphStatement kind, String key, Optional<Parent> found) {
        if (found.isEmpty()) {
            seen.wrongAnswer(kind, "row %s is gone".formatted(key));
            return;
        }
        String expected = parents.otherThanExpected(found.get());
        if (expected != null) {
            seen.wrongAnswer(kind, "row %s is %s where %s was written".formatted(key, found.get(), expected));
        }
    }

    private void compare(GraphStatement kind, String key, int number) {
        Integer expected = parents.otherThanExpected(key, number);
        if (expected != null) {
            seen.wrongAnswer(kind, "row %s has %d children where %d were written".formatted(key, number, expected));
        }
    }

    private void count(GraphStatement kind, String key) throws SQLException {
        Optional<Integer> number = seen.timed(kind, () -> tables.counted(key));
        if (number.isPresent()) {
            compare(kind, key, number.get());
        } else {
            seen.wrongAnswer(kind, "row %s is gone".formatted(key));
        }
    }

    private void insert(GraphStatement kind, @Nullable String other) throws SQLException {
        String label = choice.fileName();
        String key = seen.timed(kind, () -> tables.insert(graph.keys().chosen(), label, other));
        application.given(key);
        parents.inserted(key, label, other);
        parents.then(() -> application.committed(key, seen));
        writeTwin(kind, () -> twins.insert(key, label, other));
        for (Child child : graph.children()) {
            insertChild(kind, child, key);
        }
    }

    private void insertChild(GraphStatement kind, @Nullable Child child, String key) throws SQLException {
        if (child == null) {
            return;
        }
        int amount = choice.amount();
        String id =
                seen.timed(kind, () -> tables.insertChild(child, graph.keys().chosen(), key, amount));
        writeTwin(kind, () -> twins.insertChild(child, id, key, amount));
        if (child.equals(graph.children().get(0))) {
            parents.gotChild(key);
        }
    }

    private void upsert(GraphStatement kind, String key) throws SQLException {
        String label = choice.fileName();
        writeOne(kind, key, on -> on.upsert(key, label));
        parents.relabelled(key, label);
    }

    private void relabel(GraphStatement kind, String key) throws SQLException {
        String label = choice.fileName();
        writeOne(kind, key, on -> on.relabel(key, label));
        parents.relabelled(key, label);
    }

    /** Or to none. */
    private void refer(GraphStatement kind, String key) throws SQLException {
        String other = choice.oneIn(3) ? null : parents.pick(choice);
        writeOne(kind, key, on -> on.refer(key, other));
        parents.referred(key, other);
    }

    private void updateChildren(GraphStatement kind, String key) throws SQLException {
        Child child = choice.oneOf(graph.children());
        if (child != null) {
            write(kind, key, on -> on.updateChildren(child, key));
        }
    }

    private void moveChildren(GraphStatement kind, String from) throws SQLException {
        String to = parents.pick(choice);
        if (to != null) {
            int moved = write(kind, from, on -> on.moveChildren(graph.children().get(0), from, to));
            parents.movedChildren(from, to, moved);
        }
    }

    private void delete(GraphStatement kind, String key) throws SQLException {
        writeOne(kind, key, on -> on.delete(key));
        parents.deleted(key);
    }

    /** The same write wherever it is applied, with values that were chosen before. */
    private interface Write {
        int on(GraphStatements statements) throws SQLException;
    }

    private void writeOne(GraphStatement kind, String key, Write write) throws SQLException {
        int hit = write(kind, key, write);
        if (hit != 1) {
            seen.wrongAnswer(kind, "hit %d rows of key %s".formatted(hit, key));
        }
    }

    /** How many rows it hit; the twin must have as many. */
    private int write(GraphStatement kind, String key, Write write) throws SQLException {
        int hit = seen.timed(kind, () -> write.on(tables));
        writeTwin(kind, () -> {
            int twin = write.on(twins);
            if (twin != hit) {
                seen.wrongAnswer(kind, "hit %d rows of key %s, and %d of the twin".formatted(hit, key, twin));
            }
            return twin;
        });
        return hit;
    }
}
