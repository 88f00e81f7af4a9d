package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * After cutover the old column keeps its unique indexes until contract. Where values that differ in the new type are equal
 * in the old one (citext to text), the old index would refuse as a duplicate what the new one takes.
 */
final class UniqueTooCoarse implements Check {

    /** Selects the operator family by which a btree index compares a type's values, if it is not told another. */
    private static final String FAMILY = """
            select operators.opcfamily
              from pg_type as type
              join pg_opclass as operators
                on operators.opcintype in (type.oid, type.typbasetype)
                or operators.opcintype = 'anyarray'::regtype and type.typcategory = 'A'
                -- varchar has none of its own.
                or exists (
                       select
                         from pg_cast as conversion
                        where conversion.castsource = type.oid
                          and conversion.casttarget = operators.opcintype
                          and conversion.castmethod = 'b')
              join pg_am as method
                on method.oid = operators.opcmethod
             where type.oid = %s
               and method.amname = 'btree'
               and operators.opcdefault
             order by operators.opcintype = type.oid desc
             limit 1""";

    /** What is equal under operators of one family is so in either type. An expression may make anything of a value. */
    private static final String COARSE_INDEXES = """
            select format('index %%I.%%I is unique', namespace.nspname, class.relname) as text
              from pg_index as index
              join pg_class as class
                on class.oid = index.indexrelid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
              join pg_attribute as attribute
                on attribute.attrelid = index.indrelid
               and attribute.attnum = :number
              left join pg_collation as collated
                on collated.oid = attribute.attcollation
             where index.indrelid = :table
               and index.indisunique
               and (not coalesce(collated.collisdeterministic, true)
                    or (%s) is distinct from (%s))
               and (index.indexprs::text like format('%%%%:varattno %%s %%%%', :number)
                    or exists (
                        select
                          from generate_series(0, index.indnkeyatts - 1) as position
                          join pg_opclass as operators
                            on operators.oid = index.indclass[position]
                          -- Support function 4 tells that equal values are the same in every bit.
                          left join pg_amproc as equal_image
                            on equal_image.amprocfamily = operators.opcfamily
                           and equal_image.amproclefttype = operators.opcintype
                           and equal_image.amprocrighttype = operators.opcintype
                           and equal_image.amprocnum = 4
                         where index.indkey[position] = :number
                           and (equal_image.amproc is null
                                or not coalesce(collated.collisdeterministic, true))
                           -- All of a char(n) column are padded to the same length.
                           and not (attribute.atttypid = 'bpchar'::regtype
                                    and attribute.atttypmod > 0
                                    and collated.collisdeterministic)))
             order by text""";

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.UNIQUE_TOO_COARSE,
                "Values that differ in the new column of %s may be equal in the old one.".formatted(subject.name()),
                subject.columns().stream()
                        .flatMap(column -> indexes(subject, column, jdbc).stream())
                        .distinct()
                        .toList(),
                "Drop the index, run the change, build it again (concurrently) after contract; or leave the column as it is.");
    }

    private static List<String> indexes(Subject subject, MovedColumn column, JdbcClient jdbc) {
        return jdbc.sql(COARSE_INDEXES.formatted(
                        FAMILY.formatted("attribute.atttypid"),
                        FAMILY.formatted("to_regtype(regexp_replace(:type, '\\s+collate\\s.*', '', 'i'))::oid")))
                .param("table", subject.oid())
                .param("number", column.number())
                .param("type", column.move().type())
                .query(String.class)
                .list();
    }
}
