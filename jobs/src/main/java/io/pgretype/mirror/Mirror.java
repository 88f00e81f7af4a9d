package io.pgretype.mirror;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.DollarQuoted;
import io.pgretype.change.Identifier;
import io.pgretype.change.Literal;
import io.pgretype.change.QualifiedName;
import io.pgretype.ledger.Misfits;
import io.pgretype.session.ValueSettings;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that make and remove the mirror of one table. */
public final class Mirror {

    /** BEFORE triggers fire in the order of their names, compared as bytes; '~' comes after every letter. */
    public static final Identifier TRIGGER = Identifier.of("~pgretype_mirror");

    /** The names of all triggers that a change has on its table. */
    public static final List<String> TRIGGERS =
            List.of(TRIGGER.name(), Witness.TRIGGER.name(), Witness.UPDATE_TRIGGER.name());

    /** The beginning of the functions' names: a change's first table has {@code mirror_<change>}. */
    public static final String FUNCTION = "mirror_";

    /** It notes misfits in our own table, to which the application has no privilege. */
    private static final String CREATE_REVERSE_FUNCTION = """
            create function %s()
            returns trigger
            language plpgsql
            security definer
            %s
            as %s""";

    private static final String ASSIGN_BACK = """
            begin
                if %1$s then
                    new.%2$s := %3$s;
                    if %1$s then
                        raise data_exception;
                    end if;
                end if;
            exception when others then
                new.%2$s := null;
                begin
                    insert into pgretype.misfit (change, table_name, row_key, column_name, new_value)
                    values (%4$s, %5$s, array[%6$s], %7$s, left(new.%8$s::text, 200))
                    on conflict do nothing;
                exception when others then
                    raise warning 'pgretype could not note a misfit: %%', sqlerrm;
                end;
            end;""";

    private final String change;
    private final TableUnderChange table;

    public Mirror(String change, TableUnderChange table) {
        this.change = change;
        this.table = table;
    }

    public QualifiedName function(Direction direction) {
        String name = table.numbered(FUNCTION + change);
        return QualifiedName.of("pgretype", direction == Direction.FORWARD ? name : name + "_reverse");
    }

    /** Creates function and trigger; SHARE ROW EXCLUSIVE, then ACCESS EXCLUSIVE for ENABLE ALWAYS. */
    public List<String> create(Direction direction) {
        return List.of(
                createFunction(direction),
                """
                create trigger %s
                before insert or update on %s
                for each row %s
                execute function %s()""".formatted(
                                TRIGGER.sql(),
                                table.name().sql(),
                                guard(direction),
                                function(direction).sql()),
                // Replication and "session_replication_role = replica" would pass an ordinary trigger by.
                "alter table %s enable always trigger %s".formatted(table.name().sql(), TRIGGER.sql()));
    }

    /** ACCESS EXCLUSIVE. Repeating it does no harm. */
    public List<String> drop(Direction direction) {
        return List.of(
                "drop trigger if exists %s on %s"
                        .formatted(TRIGGER.sql(), table.name().sql()),
                "drop function if exists %s()".formatted(function(direction).sql()));
    }

    /**
     * Where no conversion can fail, a WHEN clause spares the call for rows that are right. Where one can, its failure
     * must be caught inside the function.
     */
    String guard(Direction direction) {
        return table.total() ? "when (%s)".formatted(table.differs(direction, "new")) : "";
    }

    private String createFunction(Direction direction) {
        return direction == Direction.FORWARD
                ? """
                create function %s()
                returns trigger
                language plpgsql%s
                as %s""".formatted(function(direction).sql(), pinned(), new DollarQuoted(body(direction)).sql())
                : CREATE_REVERSE_FUNCTION.formatted(
                        function(direction).sql(), ValueSettings.ofFunction(), new DollarQuoted(body(direction)).sql());
    }

    /** The settings of the session that writes must not decide what is stored. */
    private String pinned() {
        return table.dependsOnSettings() ? "\n" + ValueSettings.ofFunction() : "";
    }

    /** The function's body, as pg_proc.prosrc holds it between its first and last line break. */
    String body(Direction direction) {
        String assignments = table.columns().stream()
                .map(column -> direction == Direction.FORWARD ? forward(column) : reverse(column))
                .collect(Collectors.joining("\n"));
        return "begin\n%s\n    return new;\nend".formatted(assignments.indent(4).stripTrailing());
    }

    private static String forward(ColumnChange column) {
        String assignment =
                "new.%s := %s;".formatted(column.newColumn().sql(), column.converted(Direction.FORWARD, "new"));
        return column.total()
                ? assignment
                : """
                begin
                    %s
                exception when others then
                    new.%s := null;
                end;""".formatted(assignment, column.newColumn().sql());
    }

    /**
     * A value that does not fit the old type, or does not come back from it, becomes NULL there and is noted. What keeps
     * it from being noted must not fail the application's write either; verification finds such a row as a mismatch.
     */
    private String reverse(ColumnChange column) {
        return ASSIGN_BACK.formatted(
                column.differs(Direction.REVERSE, "new"),
                column.oldColumn().sql(),
                column.convertedBack("new"),
                new Literal(change).sql(),
                new Literal(table.name().sql()).sql(),
                Misfits.rowKey(table, column, "new"),
                new Literal(column.column().name()).sql(),
                column.column().sql());
    }
}
