package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What of a partitioned table cannot change: its partition key, by which its rows lie where they are; a partition by itself; and
 * one whose rows are on another server.
 */
final class PartitionedTable implements Check {

    private static final String BY_ITSELF = """
            select format('it is a partition of %I.%I', namespace.nspname, parent.relname)
              from pg_inherits as inherits
              join pg_class as class
                on class.oid = inherits.inhrelid
              join pg_class as parent
                on parent.oid = inherits.inhparent
              join pg_namespace as namespace
                on namespace.oid = parent.relnamespace
             where inherits.inhrelid = :table
               and class.relispartition""";

    private static final String PARTITION_KEYS = """
            select format('%s is partitioned by %s', part.relid, pg_get_partkeydef(part.relid))
              from pg_partition_tree(cast(:table as oid)) as part
             where exists (
                 select
                   from pg_partitioned_table as key
                   join pg_attribute as attribute
                     on attribute.attrelid = key.partrelid
                  where key.partrelid = part.relid
                    and attribute.attname in (:columns)
                    and (attribute.attnum = any (key.partattrs::smallint[])
                         or exists (
                             select
                               from pg_depend as depend
                              where depend.classid = 'pg_class'::regclass
                                and depend.objid = key.partrelid
                                and depend.refclassid = 'pg_class'::regclass
                                and depend.refobjid = key.partrelid
                                and depend.refobjsubid = attribute.attnum)))
             order by 1""";

    private static final String KEYS_OF_PARTITIONS = """
            select distinct format('foreign key %I of %s', con.conname, con.conrelid::regclass)
              from pg_partition_tree(cast(:table as oid)) as part
              join pg_constraint as con
                on con.contype = 'f'
               and con.conparentid = 0
               and part.relid in (con.conrelid, con.confrelid)
              join pg_attribute as attribute
                on attribute.attrelid = part.relid
               and attribute.attnum = any (case when con.conrelid = part.relid then con.conkey else con.confkey end)
             where part.level > 0
               and attribute.attname in (:columns)
             order by 1""";

    private static final String SEQUENCES_OF_PARTITIONS = """
            select format('sequence %s belongs to %s.%I', depend.objid::regclass, part.relid, attribute.attname)
              from pg_partition_tree(cast(:table as oid)) as part
              join pg_attribute as attribute
                on attribute.attrelid = part.relid
              join pg_depend as depend
                on depend.refclassid = 'pg_class'::regclass
               and depend.refobjid = part.relid
               and depend.refobjsubid = attribute.attnum
               and depend.classid = 'pg_class'::regclass
               and depend.deptype in ('a', 'i')
              join pg_class as sequence
                on sequence.oid = depend.objid
               and sequence.relkind = 'S'
             where part.level > 0
               and attribute.attname in (:columns)
             order by 1""";

    private static final String FOREIGN = """
            select format('partition %s is a foreign table', class.oid::regclass)
              from pg_partition_tree(cast(:table as oid)) as part
              join pg_class as class
                on class.oid = part.relid
             where class.relkind = 'f'
             order by 1""";

    @Override
    public boolean looksAtPartitions() {
        return false;
    }

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        List<String> columns = subject.columns().stream()
                .map(column -> column.move().column().name())
                .toList();
        return Stream.of(
                        refusals(
                                subject,
                                "%s is part of a partitioned table.",
                                jdbc.sql(BY_ITSELF)
                                        .param("table", subject.oid())
                                        .query(String.class)
                                        .list(),
                                "Name the partitioned table in the change file: the column changes in all partitions."),
                        refusals(
                                subject,
                                "%s is partitioned by a column that is to change.",
                                jdbc.sql(PARTITION_KEYS)
                                        .param("table", subject.oid())
                                        .param("columns", columns)
                                        .query(String.class)
                                        .list(),
                                "PostgreSQL cannot change it. Make a second table that is partitioned by the new type, keep it equal by a"
                                        + " trigger, copy the rows, and exchange the two names in one transaction."),
                        refusals(
                                subject,
                                "Partitions of %s have foreign keys of their own.",
                                jdbc.sql(KEYS_OF_PARTITIONS)
                                        .param("table", subject.oid())
                                        .param("columns", columns)
                                        .query(String.class)
                                        .list(),
                                "Make them on the table, which adopts those of its partitions (alter table … add foreign key …); or drop"
                                        + " them, and make them again after contract."),
                        refusals(
                                subject,
                                "Partitions of %s have sequences of their own.",
                                jdbc.sql(SEQUENCES_OF_PARTITIONS)
                                        .param("table", subject.oid())
                                        .param("columns", columns)
                                        .query(String.class)
                                        .list(),
                                "Give the partitions the default of the table (alter table … alter column … set default …) and drop these"
                                        + " sequences; or keep them (alter sequence … owned by none) and widen them yourself."),
                        refusals(
                                subject,
                                "%s has partitions on another server.",
                                jdbc.sql(FOREIGN)
                                        .param("table", subject.oid())
                                        .query(String.class)
                                        .list(),
                                "Detach them (alter table … detach partition … concurrently), run the change, change the column on their"
                                        + " own server and here (alter foreign table … alter column … type …), and attach them again."))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Problem> refusals(Subject subject, String what, List<String> observed, String todo) {
        return Refusal.of(ProblemCode.PARTITIONED_TABLE, what.formatted(subject.name()), observed, todo);
    }
}
