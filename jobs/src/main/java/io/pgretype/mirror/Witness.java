package io.pgretype.mirror;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.DollarQuoted;
import io.pgretype.change.Identifier;
import io.pgretype.change.Literal;
import io.pgretype.change.QualifiedName;
import io.pgretype.ledger.Misfits;
import io.pgretype.ledger.Witnessed;
import io.pgretype.session.ValueSettings;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that make and remove the witness: the AFTER trigger that sees each written row as it was stored and
 * notes the keys of those that are mismatches. What fired after the mirror for a while, and what took the mirror away,
 * leaves nothing to see in the catalog, but each row that it made wrong is noted.
 *
 * <p>A row whose key changes is written by that, so it is noted again under the key that it has then.
 */
public final class Witness {

    /** AFTER triggers see what is stored, whatever their order. */
    public static final Identifier TRIGGER = Identifier.of("~pgretype_witness");

    /** Beside it, for updates, where a conversion can fail. */
    public static final Identifier UPDATE_TRIGGER = Identifier.of("~pgretype_witness_update");

    private static final String CREATE_FUNCTION = """
            create or replace function %s()
            returns trigger
            language plpgsql
            security definer
            %s
            as %s""";

    /**
     * The condition is tested here again: it may depend on settings, and where a conversion can fail WHEN does not test
     * it. What fails is noted too: whether the row is a mismatch is looked up when somebody asks.
     */
    private static final String BODY = """
            begin
                begin
                    if not (%s) then
                        return null;
                    end if;
                exception when others then
                    null;
                end;
                insert into pgretype.witnessed (change, table_name, row_key)
                values (%s, %s, array[%s]);
                return null;
            exception when others then
                -- The application's write must not fail.
                raise warning 'pgretype could not note a mismatch: %%', sqlerrm;
                return null;
            end""";

    private final String change;
    private final TableUnderChange table;
    private final Mirror mirror;

    public Witness(String change, TableUnderChange table) {
        this.change = change;
        this.table = table;
        this.mirror = new Mirror(change, table);
    }

    QualifiedName function(Direction direction) {
        String name = table.numbered("witness_" + change);
        return QualifiedName.of("pgretype", direction == Direction.FORWARD ? name : name + "_reverse");
    }

    /**
     * One of the triggers.
     *
     * @param type as pg_trigger.tgtype holds it: 1 for each row, 4 insert, 16 update
     * @param guard its WHEN clause; empty if it has none
     */
    record Trigger(Identifier name, String events, int type, String guard) {}

    /**
     * Where no conversion can fail, a WHEN clause finds the mismatches. Where one can, the function must be called, which
     * costs more than the mirror: then only for rows that are new, or changed in what decides or in their key.
     */
    List<Trigger> triggers(Direction direction) {
        String guard = mirror.guard(direction);
        return guard.isEmpty()
                ? List.of(
                        new Trigger(TRIGGER, "insert", 1 + 4, ""),
                        new Trigger(UPDATE_TRIGGER, "update", 1 + 16, changed(direction)))
                : List.of(new Trigger(TRIGGER, "insert or update", 1 + 4 + 16, guard));
    }

    /** By the images of the values, for which every type is fit. */
    private String changed(Direction direction) {
        if (table.key().isPlace()) {
            // Each version has a place of its own.
            return "";
        }
        List<String> columns = Stream.concat(
                        table.columns().stream().flatMap(column -> column.compared(direction).stream()),
                        // Under its other key the row is to be noted again.
                        table.key(direction).columns().stream()
                                .map(column -> column.name().sql()))
                .distinct()
                .toList();
        return "when (pg_catalog.record_image_ne(row(%s), row(%s)))".formatted(of("old", columns), of("new", columns));
    }

    private static String of(String row, List<String> columns) {
        return columns.stream().map(column -> row + "." + column).collect(Collectors.joining(", "));
    }

    /** Creates function and triggers; SHARE ROW EXCLUSIVE. */
    public List<String> create(Direction direction) {
        return Stream.concat(
                        Stream.of(CREATE_FUNCTION.formatted(
                                function(direction).sql(),
                                table.dependsOnSettings()
                                        ? ValueSettings.ofFunction()
                                        : ValueSettings.ofFunctionForKeys(),
                                new DollarQuoted(body(direction)).sql())),
                        triggers(direction).stream().flatMap(trigger -> create(trigger, direction)))
                .toList();
    }

    private Stream<String> create(Trigger trigger, Direction direction) {
        return Stream.of(
                """
                create trigger %s
                after %s on %s
                for each row %s
                execute function %s()""".formatted(
                                trigger.name().sql(),
                                trigger.events(),
                                table.name().sql(),
                                trigger.guard(),
                                function(direction).sql()),
                "alter table %s enable always trigger %s"
                        .formatted(table.name().sql(), trigger.name().sql()));
    }

    /** ACCESS EXCLUSIVE. Repeating it does no harm. */
    public List<String> drop(Direction direction) {
        return Stream.concat(
                        dropTriggers().stream(),
                        Stream.of("drop function if exists %s()"
                                .formatted(function(direction).sql())))
                .toList();
    }

    /** Makes it as it should be, whatever became of it. ACCESS EXCLUSIVE. */
    public List<String> replace(Direction direction) {
        return Stream.concat(dropTriggers().stream(), create(direction).stream())
                .toList();
    }

    private List<String> dropTriggers() {
        return Stream.of(TRIGGER, UPDATE_TRIGGER)
                .map(trigger -> "drop trigger if exists %s on %s"
                        .formatted(trigger.sql(), table.name().sql()))
                .toList();
    }

    /** The function's body, as pg_proc.prosrc holds it between its first and last line break. */
    String body(Direction direction) {
        String mismatch = table.columns().stream()
                .map(column -> isMismatch(column, direction))
                .collect(Collectors.joining("\n            or "));
        return BODY.formatted(
                        mismatch,
                        new Literal(change).sql(),
                        new Literal(table.name().sql()).sql(),
                        Witnessed.rowKey(table, direction))
                .stripTrailing();
    }

    /** A misfit that the mirror has noted is none. */
    private String isMismatch(ColumnChange column, Direction direction) {
        String differs = column.differs(direction, "new");
        return direction == Direction.FORWARD
                ? differs
                : "(%s and not (%s))".formatted(differs, Misfits.isNoted(change, table, column, "new"));
    }
}
