package io.pgretype.alter;

import io.pgretype.alter.AlteredTable.Column;
import io.pgretype.alter.ColumnTrial.Tried;
import io.pgretype.alter.TrialCopies.TrialCopy;
import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.ForeignKeys;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableReader;
import io.pgretype.change.Change;
import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.change.QualifiedName;
import io.pgretype.change.TableChange;
import io.pgretype.database.Database;
import io.pgretype.database.ServerRefusal;
import io.pgretype.reference.LockOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds out what the plain statements for a change would do, on empty copies of its tables. */
final class AlterTrial {

    private final Database database;
    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final TableReader tables;

    AlterTrial(Database database) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.plain = new PlainStatement(database);
        this.tables = new TableReader(database);
    }

    /** The change's tables and columns must exist, and its types. Not to be called in a transaction. */
    Alteration of(Change change) {
        try {
            return database.rolledBack(() -> {
                plain.run("set local client_min_messages = debug1");
                return new Session(change).alteration();
            });
        } catch (DataAccessException e) {
            return new Alteration(
                    List.of(),
                    List.of(),
                    false,
                    List.of("it cannot be tried: " + ServerRefusal.of(e).inOneLine()));
        }
    }

    /** One trial. */
    private final class Session {

        private final Map<Long, TableChange> changes = new LinkedHashMap<>();
        private final List<ForeignKey> foreignKeys;
        private final TrialCopies copies = new TrialCopies(database);
        private final List<String> costs = new ArrayList<>();
        private final List<String> obstacles = new ArrayList<>();
        private boolean rewrite;

        Session(Change change) {
            change.tables()
                    .forEach(table -> changes.put(tables.oid(table.table()).orElseThrow(), table));
            this.foreignKeys = new ForeignKeys(jdbc).of(changes.keySet());
        }

        Alteration alteration() {
            changes.forEach((oid, table) -> copies.of(oid, table.table()));
            foreignKeys.stream()
                    .filter(key -> key.validated() && key.enforced() && moves(key))
                    .forEach(this::copy);
            List<AlteredTable> altered = new ArrayList<>();
            changes.forEach((oid, table) -> {
                List<Column> columns = columns(oid, table);
                if (!columns.isEmpty()) {
                    altered.add(new AlteredTable(oid, table.table(), columns, locked(oid, table.table(), columns)));
                }
            });
            Obstacles found = new Obstacles(jdbc);
            altered.forEach(table -> obstacles.addAll(found.of(table)));
            return new Alteration(altered, costs, rewrite, obstacles);
        }

        private List<Column> columns(long oid, TableChange table) {
            TrialCopy copy = copies.of(oid, table.table());
            List<Column> columns = new ArrayList<>();
            for (Move move : table.moves()) {
                String name = "%s.%s: ".formatted(table.table(), move.column());
                Tried tried = new ColumnTrial(database, copy, move).run();
                if (tried.column() != null) {
                    columns.add(tried.column());
                }
                if (tried.obstacle() != null) {
                    obstacles.add(name + tried.obstacle());
                }
                if (!tried.costs().isEmpty()) {
                    costs.add(name + String.join(", ", tried.costs()));
                }
                rewrite |= tried.rewrite();
            }
            return columns;
        }

        private boolean moves(ForeignKey key) {
            return changes.entrySet().stream()
                    .anyMatch(table -> touches(
                            key,
                            table.getKey(),
                            table.getValue().moves().stream().map(Move::column).toList()));
        }

        private void copy(ForeignKey key) {
            copies.add(key)
                    .ifPresent(refusal -> obstacles.add("foreign key %s of %s cannot be tried: %s"
                            .formatted(key.name(), key.referencing().name(), refusal)));
        }

        /** The statement makes the column's foreign keys again, and so it locks both of their tables. */
        private List<QualifiedName> locked(long oid, QualifiedName table, List<Column> columns) {
            List<Identifier> names = columns.stream().map(Column::name).toList();
            List<ForeignKey> remade =
                    foreignKeys.stream().filter(key -> touches(key, oid, names)).toList();
            return LockOrder.of(
                    Stream.concat(
                                    Stream.of(table),
                                    remade.stream()
                                            .flatMap(key -> Stream.of(key.referencing(), key.referenced()))
                                            .filter(end -> end.oid() == oid || mayLock(end))
                                            .map(ForeignKey.Table::name))
                            .toList(),
                    remade);
        }
    }

    /** What this role may not lock by itself, the statement locks all the same, within what is left of the budget. */
    private boolean mayLock(ForeignKey.Table table) {
        return jdbc.sql("select has_table_privilege(cast(:table as oid), 'update, delete, truncate')")
                .param("table", table.oid())
                .query(Boolean.class)
                .single();
    }

    private static boolean touches(ForeignKey key, long table, Collection<Identifier> columns) {
        return key.columns().stream()
                .anyMatch(pair -> (key.referencing().oid() == table && columns.contains(pair.referencing()))
                        || (key.referenced().oid() == table && columns.contains(pair.referenced())));
    }
}
