package io.pgretype.plan;

import static java.util.stream.Collectors.joining;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Subscribers of publications that have the table, and whatever else decodes its WAL. */
final class LogicalReplication implements Notice {

    private static final String PUBLICATIONS = """
            select quote_ident(published.pubname)
              from pg_publication_tables as published
              join pg_namespace as namespace
                on namespace.nspname = published.schemaname
              join pg_class as class
                on class.relnamespace = namespace.oid
               and class.relname = published.tablename
             where class.oid = :table
             order by published.pubname""";

    /** The server's own plugin sends what is published, others send everything. */
    private static final String SLOTS = """
            select format('%I of %s', slot_name, plugin)
              from pg_replication_slots
             where slot_type = 'logical'
               and database = current_database()
               and (plugin <> 'pgoutput' or :published)
             order by slot_name""";

    private final JdbcClient jdbc;

    LogicalReplication(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "subscribers need columns of their own; they see an update of each row";
    }

    @Override
    public List<String> lines(TableUnderChange table) {
        List<String> lines = new ArrayList<>();
        List<String> publications = publications(table);
        List<String> slots = slots(!publications.isEmpty());
        if (!publications.isEmpty()) {
            lines.add(
                    "  - published by %s. A subscriber that lacks a column stops (\"missing replicated column\"). Before expand, on"
                                    .formatted(Notice.list(publications))
                            + " each: alter table %s %s; before cutover: alter table %s %s; after contract: alter table %s %s."
                                    .formatted(
                                            table.name().sql(),
                                            added(table),
                                            table.name().sql(),
                                            retyped(table),
                                            table.name().sql(),
                                            dropped(table)));
        }
        if (!publications.isEmpty() || !slots.isEmpty()) {
            lines.add(
                    "  - change data capture and subscribers see an update of every row%s, and the columns' new names at cutover."
                            .formatted(slots.isEmpty() ? "" : " (slots %s)".formatted(Notice.list(slots))));
            lines.addAll(fullIdentity(table));
        }
        return lines;
    }

    private static String added(TableUnderChange table) {
        return table.columns().stream()
                .map(column -> "add column %s %s, add column %s %s"
                        .formatted(
                                column.newColumn().sql(),
                                column.newType(),
                                column.oldColumn().sql(),
                                column.oldType()))
                .collect(joining(", "));
    }

    /** A subscriber's trigger or default on the column is its owner's concern. */
    private static String retyped(TableUnderChange table) {
        String name = table.name().name().sql();
        return table.columns().stream()
                .map(column -> "alter column %s type %s using %s"
                        .formatted(column.column().sql(), column.newType(), column.converted(Direction.FORWARD, name)))
                .collect(joining(", "));
    }

    private static String dropped(TableUnderChange table) {
        return table.columns().stream()
                .map(column -> "drop column %s, drop column %s"
                        .formatted(column.newColumn().sql(), column.oldColumn().sql()))
                .collect(joining(", "));
    }

    private List<String> publications(TableUnderChange table) {
        return jdbc.sql(PUBLICATIONS)
                .param("table", table.oid())
                .query(String.class)
                .list();
    }

    private List<String> slots(boolean published) {
        return jdbc.sql(SLOTS).param("published", published).query(String.class).list();
    }

    private List<String> fullIdentity(TableUnderChange table) {
        boolean doubled =
                jdbc.sql("""
                        select relreplident = 'f'
                               and current_setting('wal_level') = 'logical'
                          from pg_class
                         where oid = :table""").param("table", table.oid()).query(Boolean.class).single();
        return doubled
                ? List.of(
                        "  - REPLICA IDENTITY FULL: the old row is logged with each update, about twice the WAL. If subscribers can do"
                                + " with the key: alter table %s replica identity default, until backfill is done."
                                        .formatted(table.name().sql()))
                : List.of();
    }
}
