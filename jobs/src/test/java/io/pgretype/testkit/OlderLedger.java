package io.pgretype.testkit;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Takes a ledger back to what an older release made of it. */
public final class OlderLedger {

    private static final int NEWEST = 17;

    /** One table a change, which no row had to name, nor the entry to number. */
    private static final List<String> ONE_TABLE = Stream.of(
                    Stream.of("update pgretype.change set tables = (select jsonb_agg(entry - 'number')"
                            + " from jsonb_array_elements(tables) as entry)"),
                    oneTable("key_range", "run, number"),
                    oneTable("locked_row", "run, row_key"),
                    oneTable("failing_row", "run, row_key"),
                    oneTable("walk", "run"),
                    oneTable("block_range", "run, number"),
                    oneTable("mirror_mark", "run"),
                    oneTable("twin", "change, kind, schema, name"),
                    oneTable("retired_constraint", "change, name"),
                    Stream.of(
                            "alter table pgretype.compared_chunk drop column table_oid",
                            "alter table pgretype.autovacuum_off drop constraint autovacuum_off_pkey,"
                                    + " add primary key (change)"))
            .flatMap(statements -> statements)
            .toList();

    /** What takes back the migration of that version. */
    private static final Map<Integer, List<String>> BACK = Map.ofEntries(
            Map.entry(17, List.of("drop table pgretype.sample", "alter table pgretype.run drop column release")),
            Map.entry(16, List.of("drop table pgretype.view_twin")),
            Map.entry(
                    15,
                    List.of(
                            "insert into pgretype.rebound_view select change, substr(name, 6), before, tried, after"
                                    + " from pgretype.rebound where name like 'view %'",
                            "drop table pgretype.rebound")),
            Map.entry(14, List.of("alter table pgretype.change drop column size_before")),
            Map.entry(13, List.of("drop table pgretype.rebound_view")),
            Map.entry(12, List.of("drop table pgretype.failed_attempt")),
            Map.entry(11, List.of("drop table pgretype.event")),
            Map.entry(10, List.of("drop table pgretype.applied_part, pgretype.applied_file")),
            Map.entry(
                    9,
                    List.of(
                            "drop table pgretype.reference, pgretype.swapped_table",
                            "drop table pgretype.widened_sequence, pgretype.sequence_position")),
            Map.entry(8, ONE_TABLE),
            Map.entry(7, List.of("drop table pgretype.retired_default")),
            Map.entry(
                    6,
                    List.of(
                            "alter table pgretype.twin drop column build_name, drop column twin_oid, drop column twin_shape,"
                                    + " drop column original_oid, drop column original_shape")),
            Map.entry(
                    5,
                    List.of(
                            """
                    do $$
                    declare
                        witness record;
                    begin
                        for witness in
                            select tgname, tgrelid::regclass as table, tgfoid::regprocedure::text as function
                              from pg_trigger
                             where tgname in ('~pgretype_witness', '~pgretype_witness_update')
                        loop
                            -- Another trigger may call it.
                            execute format('drop trigger if exists %I on %s', witness.tgname, witness.table);
                            execute format('drop function if exists %s cascade', witness.function);
                        end loop;
                    end $$""",
                            "drop table pgretype.witnessed",
                            "update pgretype.mirror_mark set mark = split_part(mark, ' witness ', 1)")),
            Map.entry(
                    4,
                    List.of(
                            "drop table pgretype.lock_use, pgretype.mirror_mark, pgretype.way_back_closed",
                            "alter table pgretype.transition drop column cancelled",
                            "alter table pgretype.verification drop column direction")),
            Map.entry(
                    3,
                    List.of("drop table pgretype.control, pgretype.operator_limit, pgretype.hold, pgretype.pulse,"
                            + " pgretype.failing_row, pgretype.walk, pgretype.block_range, pgretype.autovacuum_off,"
                            + " pgretype.canary")));

    private OlderLedger() {}

    private static Stream<String> oneTable(String table, String key) {
        return Stream.of(
                "alter table pgretype.%1$s drop constraint %1$s_pkey, drop column table_oid, add primary key (%2$s)"
                        .formatted(table, key));
    }

    /** @param version the last migration that is to stay */
    public static void of(TestDatabase database, int version) {
        for (int migration = NEWEST; migration > version; migration--) {
            BACK.getOrDefault(migration, List.of()).forEach(database::execute);
            database.execute("delete from pgretype.schema_history where version = '%d'".formatted(migration));
        }
    }
}
