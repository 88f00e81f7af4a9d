package io.pgretype.preflight;

import io.pgretype.change.TableChange;
import io.pgretype.mirror.Mirror;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table that a change names, as the checks see it.
 *
 * @param change its name
 * @param declared what the change file says about it
 * @param relation what bears the table's name; not always a table
 * @param columns the columns that are to change
 * @param dependents what depends on those columns
 */
record Subject(
        String change, TableChange declared, Relation relation, List<MovedColumn> columns, Dependents dependents) {

    private static final String RELATION = """
            select class.oid,
                   class.relkind as kind,
                   exists (
                       select
                         from pg_trigger as trigger
                         join pg_proc as function
                           on function.oid = trigger.tgfoid
                         join pg_namespace as ours
                           on ours.oid = function.pronamespace
                        where trigger.tgrelid = class.oid
                          and trigger.tgname = :mirror
                          -- The first table's function, or another one's.
                          and (function.proname = :function
                               or starts_with(function.proname, :function || '~'))
                          and ours.nspname = 'pgretype') as open
              from pg_class as class
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where namespace.nspname = :schema
               and class.relname = :name""";

    /**
     * @param oid its pg_class.oid
     * @param kind its pg_class.relkind
     * @param open whether the change was expanded, so that the new columns and the mirror are ours
     */
    record Relation(long oid, String kind, boolean open) {}

    /** Table and columns must exist. */
    static Subject read(String change, TableChange declared, JdbcClient jdbc) {
        Relation relation = relation(change, declared, jdbc);
        List<MovedColumn> columns = declared.moves().stream()
                .map(move -> MovedColumn.read(relation.oid(), move, jdbc))
                .toList();
        List<Integer> numbers = columns.stream().map(MovedColumn::number).toList();
        return new Subject(change, declared, relation, columns, Dependents.read(relation.oid(), numbers, jdbc));
    }

    /** A mirror that calls this change's function says that the change is open; another change's function does not. */
    static Relation relation(String change, TableChange declared, JdbcClient jdbc) {
        return jdbc.sql(RELATION)
                .param("mirror", Mirror.TRIGGER.name())
                .param("function", Mirror.FUNCTION + change)
                .param("schema", declared.table().schema().name())
                .param("name", declared.table().name().name())
                .query(Relation.class)
                .single();
    }

    /** The table's full name. */
    String name() {
        return declared.table().sql();
    }

    long oid() {
        return relation.oid();
    }

    /** The columns' pg_attribute.attnum. */
    List<Integer> numbers() {
        return columns.stream().map(MovedColumn::number).toList();
    }
}
