package io.pgretype.plan;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.mirror.Mirror;
import io.pgretype.routine.ComparedRow;
import io.pgretype.routine.ComparedRows;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Triggers that fire where a row differs in any column: the new column is one, and backfill changes nothing else. */
final class RowComparedNotice implements Notice {

    /** By what stands in WHEN. In a parsed expression, column number 0 is the row. */
    private static final String TRIGGERS = """
            select format('%I (calls %s)', trigger.tgname, function.identity)
              from pg_trigger as trigger
             cross join pg_identify_object('pg_proc'::regclass, trigger.tgfoid, 0) as function
             where trigger.tgrelid = :table
               and not trigger.tgisinternal
               and trigger.tgname <> :mirror
               and trigger.tgenabled <> 'D'
               -- Bit 16 of tgtype: update.
               and trigger.tgtype & 16 = 16
               and trigger.tgqual like '%:varattno 0 %'
             order by trigger.tgname""";

    private final JdbcClient jdbc;

    RowComparedNotice(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "triggers that compare whole rows see a change in each row";
    }

    @Override
    public List<String> lines(TableUnderChange table) {
        return Notice.named(
                "triggers and their functions that compare whole rows (old.* is distinct from new.*) see a change where only %s"
                                .formatted(newColumns(table))
                        + " changed, in every row that backfill fills with them, and in one that the application updates before"
                        + " that without a change",
                Stream.concat(
                                triggers(table).stream(),
                                ComparedRows.of(table.oid(), jdbc).stream()
                                        .map(ComparedRow::text)
                                        .map("function "::concat))
                        .toList());
    }

    private static String newColumns(TableUnderChange table) {
        return String.join(
                ", ",
                table.columns().stream()
                        .map(ColumnChange::newColumn)
                        .map(Object::toString)
                        .toList());
    }

    private List<String> triggers(TableUnderChange table) {
        return jdbc.sql(TRIGGERS)
                .param("table", table.oid())
                .param("mirror", Mirror.TRIGGER.name())
                .query(String.class)
                .list();
    }
}
