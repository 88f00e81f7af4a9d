package io.pgretype.mirror;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A short text that changes whenever somebody touches the mirror or the witness: disables and enables it again, drops and
 * makes it, edits its function; or renames a label of an enum, which is another text from then on. Whoever finds the same
 * mark again knows that neither was ever away in between.
 *
 * <p>It is made of the catalog rows' own versions. PostgreSQL keeps a version's xmin also when it is frozen, so vacuum
 * does not change it; if something else does, that is a false alarm and costs a verification.
 */
public final class MirrorMark {

    /** Between the mirror's part and the witness's. */
    private static final String WITNESS = " witness ";

    /** Before what represents the labels of the columns' enums. */
    private static final String LABELS = " labels ";

    /** Before what represents the triggers of the partitions, which are copies of the table's. */
    private static final String PARTITIONS = " partitions ";

    private static final String MARK = """
            select string_agg(
                       concat_ws(
                           ' ', trigger.oid, trigger.xmin, trigger.tgenabled, function.oid, function.xmin),
                       '%s'
                       -- The mirror comes first.
                       order by trigger.tgname)
                   || coalesce(
                       (select '%s' || md5(string_agg(
                                   concat_ws(' ', tree.relid, copy.oid, copy.xmin, copy.tgenabled),
                                   ',' order by tree.relid, copy.oid))
                          from pg_partition_tree(cast(:table as oid)) as tree
                          left join pg_trigger as copy
                            on copy.tgrelid = tree.relid
                           and copy.tgname in (:mirror, :witness)
                         where tree.level > 0
                        having count(*) > 0),
                       '')
                   || coalesce(
                       (select '%s' || md5(string_agg(concat(label.oid, label.enumlabel), ',' order by label.oid))
                          from pg_enum as label
                          join pg_attribute as attribute
                            on attribute.atttypid = label.enumtypid
                         where attribute.attrelid = :table
                           and attribute.attname in (:columns)
                        having count(*) > 0),
                       '') as mark
              from pg_trigger as trigger
              join pg_proc as function
                on function.oid = trigger.tgfoid
              join pg_namespace as namespace
                on namespace.oid = function.pronamespace
             where trigger.tgrelid = :table
               and namespace.nspname = :schema
               and (trigger.tgname = :mirror and function.proname = :mirrorFunction
                    or trigger.tgname in (:witness) and function.proname = :witnessFunction)
            having bool_or(trigger.tgname = :mirror)""".formatted(WITNESS, PARTITIONS, LABELS);

    private final JdbcClient jdbc;

    public MirrorMark(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty if there is no mirror. Takes no lock. */
    public Optional<String> of(String change, TableUnderChange table, Direction direction) {
        Mirror mirror = new Mirror(change, table);
        return jdbc.sql(MARK)
                .param("table", table.oid())
                .param("schema", mirror.function(direction).schema().name())
                .param("mirror", Mirror.TRIGGER.name())
                .param("mirrorFunction", mirror.function(direction).name().name())
                .param("witness", List.of(Witness.TRIGGER.name(), Witness.UPDATE_TRIGGER.name()))
                .param(
                        "witnessFunction",
                        new Witness(change, table).function(direction).name().name())
                .param(
                        "columns",
                        table.columns().stream()
                                .flatMap(column -> Stream.of(column.column(), column.newColumn(), column.oldColumn()))
                                .map(Identifier::name)
                                .toList())
                .query(String.class)
                .optional();
    }

    /** Whether two marks differ in the enums' labels alone. */
    public static boolean differInLabelsOnly(String mark, String other) {
        return !mark.equals(other) && withoutLabels(mark).equals(withoutLabels(other));
    }

    private static String withoutLabels(String mark) {
        int labels = mark.indexOf(LABELS);
        return labels < 0 ? mark : mark.substring(0, labels);
    }

    /** Whether there was a witness when the mark was taken; earlier releases made none. */
    public static boolean hasWitness(String mark) {
        return mark.contains(WITNESS);
    }
}
