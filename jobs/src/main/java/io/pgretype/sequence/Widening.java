package io.pgretype.sequence;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Decides what type a sequence gets with the column that it feeds. */
public final class Widening {

    /** Columns of a change do not count, wherever it is: they are wide at its end, if they are not yet. */
    private static final String NARROWER = """
            select format('%s.%I', attribute.attrelid::regclass, attribute.attname) as name,
                   format_type(coalesce(nullif(type.typbasetype, 0), type.oid), null) as type
              from pg_depend as depend
              join pg_attrdef as own_default
                on own_default.oid = depend.objid
              join pg_attribute as attribute
                on attribute.attrelid = own_default.adrelid
               and attribute.attnum = own_default.adnum
              join pg_type as type
                on type.oid = attribute.atttypid
             where depend.refclassid = 'pg_class'::regclass
               and depend.refobjid = :sequence
               and depend.classid = 'pg_attrdef'::regclass
               and not exists (
                   select
                     from unnest(:tables::bigint[], :columns::text[]) as moved (relation, name)
                    where moved.relation = attribute.attrelid
                      and moved.name = attribute.attname)
             order by name""";

    private final JdbcClient jdbc;
    private final List<TableUnderChange> moved;
    private final KeptNarrow kept;

    /** @param moved all tables of the change */
    public Widening(JdbcClient jdbc, List<TableUnderChange> moved, KeptNarrow kept) {
        this.jdbc = jdbc;
        this.moved = List.copyOf(moved);
        this.kept = kept;
    }

    /**
     * @param to the type that it gets; its own where it stays
     * @param reason why it stays though its column is wider, for people; empty where it does not
     */
    public record Decision(NumberType to, Optional<String> reason) {}

    private record Drawing(String name, String type) {}

    /** The same before and after the swap. */
    public Decision of(Sequence sequence, TableUnderChange table, ColumnChange column) {
        NumberType wanted = wanted(column);
        if (!sequence.type().isNarrowerThan(wanted)) {
            return new Decision(sequence.type(), Optional.empty());
        }
        Optional<String> reason =
                kept.because(table, column).or(() -> narrower(sequence, wanted).map(Widening::drawing));
        return new Decision(reason.isPresent() ? sequence.type() : wanted, reason);
    }

    /** What is no integer has room for all numbers there are. */
    private static NumberType wanted(ColumnChange column) {
        return NumberType.of(column.newTypeAlone()).orElse(NumberType.BIGINT);
    }

    private Optional<Drawing> narrower(Sequence sequence, NumberType wanted) {
        return jdbc
                .sql(NARROWER)
                .param("sequence", sequence.oid())
                .param(
                        "tables",
                        moved.stream()
                                .flatMap(table -> table.columns().stream().map(column -> table.oid()))
                                .toArray(Long[]::new))
                .param(
                        "columns",
                        moved.stream()
                                .flatMap(table -> table.columns().stream())
                                .map(ColumnChange::column)
                                .map(Identifier::name)
                                .toArray(String[]::new))
                .query(Drawing.class)
                .list()
                .stream()
                .filter(drawing -> NumberType.of(drawing.type())
                        .filter(type -> type.isNarrowerThan(wanted))
                        .isPresent())
                .findFirst();
    }

    private static String drawing(Drawing drawing) {
        return "%s draws from it too and stays %s".formatted(drawing.name(), drawing.type());
    }
}
