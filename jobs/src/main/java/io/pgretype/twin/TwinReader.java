package io.pgretype.twin;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.EmptyCopy;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.database.Database;
import io.pgretype.database.PrintedLists;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.twin.TakenNames.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds out which twins a table needs. The old columns' objects are made on an empty temporary copy of the table, its
 * columns get the new types, and what PostgreSQL then prints are the twins' definitions.
 */
public final class TwinReader {

    private static final String TABLE = EmptyCopy.NAME.sql();

    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final Database database;
    private final OriginalReader originals;
    private final DefaultReader defaults;
    private final Definitions definitions;
    private final TakenNames names;

    public TwinReader(Database database) {
        this.jdbc = database.jdbc();
        this.plain = new PlainStatement(database);
        this.database = database;
        this.originals = new OriginalReader(jdbc);
        this.defaults = new DefaultReader(database);
        this.definitions = new Definitions(jdbc);
        this.names = new TakenNames(jdbc);
    }

    /** The twins that the relation needs now, in the order in which they are built. Locks it ACCESS SHARE for a moment. */
    public List<Twin> read(Part part) {
        return inProbe(() -> probe(part.table(), originals(part)));
    }

    /** The swap makes the primary key of what is partitioned, of those that its partitions have. */
    private List<Original> originals(Part part) {
        return originals.read(part.table()).stream()
                .filter(original -> part.holdsRows() || !original.kind().isOfPrimaryKey())
                .toList();
    }

    /** The objects that cannot be carried to the new types, each with PostgreSQL's reason; empty if all can. */
    public List<Problem> refusals(Part part) {
        TableUnderChange table = part.table();
        List<Original> all = inProbe(() -> originals(part));
        List<String> complaints = new ArrayList<>();
        for (Original original : all) {
            try {
                inProbe(() -> probe(table, List.of(original)));
            } catch (DataAccessException e) {
                String reason = String.valueOf(
                        NestedExceptionUtils.getMostSpecificCause(e).getMessage());
                complaints.add(original.kind().text() + " " + original.name() + ": " + firstLine(reason));
            }
        }
        List<Problem> problems = new ArrayList<>();
        TakenNames.problem("Twins of %s need names that others have.".formatted(table.name()), taken(table, all))
                .ifPresent(problems::add);
        DefaultReader.problem(table, defaults.forward(table)).ifPresent(problems::add);
        if (!complaints.isEmpty()) {
            problems.add(new Problem(
                    ProblemCode.OBJECT_NOT_CARRIED,
                    "Objects of %s do not work with the new type.".formatted(table.name()),
                    String.join("; ", complaints),
                    Problem.NOTHING_CHANGED,
                    "Drop them, run the change, and create them again as the new type needs them."));
        }
        return problems;
    }

    /** What bears a name that a twin needs, or that its original gets at the swap; none of it is ours before expand. */
    private List<Taken> taken(TableUnderChange table, List<Original> all) {
        return all.stream()
                .flatMap(original -> Stream.of(
                                Twin.twinName(original.name().name()),
                                Twin.retiredName(original.name().name()))
                        .map(name -> original.name().sibling(name))
                        .flatMap(name -> names.by(table.oid(), original.kind().beforeSwap(), name, List.of()).stream()))
                .toList();
    }

    private <T> T inProbe(Supplier<T> work) {
        return database.rolledBack(() -> {
            run("set local search_path = ''");
            return work.get();
        });
    }

    private List<Twin> probe(TableUnderChange table, List<Original> all) {
        EmptyCopy.make(plain, table.name(), table.helperColumns());
        for (ColumnChange column : table.columns()) {
            // New columns are the table's last, and extended statistics are printed in the columns' order.
            run("alter table %s drop column %s".formatted(TABLE, column.column().sql()));
            run("alter table %s add column %s %s"
                    .formatted(TABLE, column.column().sql(), column.oldType()));
        }
        for (int i = 0; i < all.size(); i++) {
            create(all.get(i), "pgretype_" + i);
        }
        for (ColumnChange column : table.columns()) {
            run("alter table %s alter column %s type %s using null"
                    .formatted(TABLE, column.column().sql(), column.newType()));
            run("alter table %s rename column %s to %s"
                    .formatted(TABLE, column.column().sql(), column.newColumn().sql()));
        }
        long probe = EmptyCopy.oid(jdbc);
        List<Twin> twins = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            twins.add(twin(all.get(i), probe, "pgretype_" + i));
        }
        return twins;
    }

    private Twin twin(Original original, long probe, String name) {
        String before = original.definition();
        return original.kind() == TwinKind.SPARE_KEY
                // It is of the old columns, as the primary key is.
                ? original.twin(before, before)
                : original.twin(
                        PrintedLists.asBefore(definitions.of(original.kind(), probe, name), before),
                        PrintedLists.asBefore(definitions.index(probe, name), before));
    }

    private void create(Original original, String name) {
        switch (original.kind()) {
            case INDEX, PRIMARY_KEY, SPARE_KEY ->
                run("create %s index %s on %s %s"
                        .formatted(original.unique() ? "unique" : "", name, TABLE, original.definition()));
            case UNIQUE, CHECK ->
                run("alter table %s add constraint %s %s".formatted(TABLE, name, original.definition()));
            case STATISTICS ->
                run("create statistics pg_temp.%s%s from %s".formatted(name, original.definition(), TABLE));
        }
    }

    private void run(String sql) {
        plain.run(sql);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text).replace("ERROR: ", "");
    }
}
