package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.pgretype.ledger.Lease;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.ProblemCode;
import io.pgretype.status.HistoryEntry;
import io.pgretype.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** alter changes a type by the plain statement, where the server does nothing beyond its catalog. */
class AlterIT extends PhaseFixture {

    private static final String FILES = """
            select format('%s %s', relname, relfilenode)
              from pg_class
             where oid = 'item'::regclass
                or oid in (select indexrelid from pg_index where indrelid = 'item'::regclass)
             order by 1""";

    private static final String TYPE = """
            select format_type(atttypid, atttypmod)
              from pg_attribute
             where attrelid = 'item'::regclass
               and attname = 'value'""";

    /** Without autovacuum: it would sometimes analyze the table before we do. */
    private void create(String type, String value) {
        database.execute(
                "create table item (id integer primary key, value %s not null) with (autovacuum_enabled = off)"
                        .formatted(type),
                "insert into item select i, %s from generate_series(1, 1000) as i".formatted(value),
                "create index by_value on item (value)",
                "analyze item");
    }

    private void change(String type, String... options) {
        workbench.change(
                CHANGE,
                "table: item\ncolumns: {value: {type: '%s'}}\n%s\n".formatted(type, String.join("\n", options)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "varchar(10)  | i::text                     | varchar(20)  | character varying(20)",
                "varchar(10)  | i::text                     | text         | text",
                "text         | i::text                     | varchar      | character varying",
                "varchar(10)  | i::text                     | varchar      | character varying",
                "numeric(10,2)| i                           | numeric(12,2)| numeric(12,2)",
                "numeric(10,2)| i                           | numeric      | numeric",
                "timestamp(3) | now()                       | timestamp    | timestamp without time zone",
                "timestamptz(3)| now()                      | timestamptz(6)| timestamp(6) with time zone",
                "time(0)      | now()::time                 | time         | time without time zone",
                "interval(2)  | make_interval(secs => i)    | interval     | interval",
                "cidr         | format('10.0.0.%s', i % 256)::cidr| inet         | inet",
                "varbit(9)    | B'101'                      | varbit(12)   | bit varying(12)",
                "varchar(10)  | i::text                     | wide         | wide"
            })
    void changesTheCatalogAndNothingElse(String type, String value, String newType, String expected) {
        database.execute("create domain short as varchar(10)", "create domain wide as varchar(20)");
        create(type, value);
        change(newType);
        List<@Nullable String> files = database.column(FILES);

        assertThat(workbench.plan(CHANGE).results().get(0))
                .startsWith("No rewrite is needed")
                .contains("alter " + CHANGE);
        assertThat(saidByTheServer("alter table item alter column value type " + newType))
                .isEmpty();
        assertDone(workbench.alter(CHANGE));

        assertThat(database.value(TYPE, String.class)).isEqualTo(expected);
        assertThat(database.column(FILES)).isEqualTo(files);
        assertThat(isTrue("select exists (select from pg_stats where tablename = 'item' and attname = 'value')"))
                .as("analyzed again")
                .isTrue();
        assertThat(assertDone(workbench.alter(CHANGE)).results())
                .containsExactly("alter the-change: nothing to do, its columns have their types.");
    }

    /** In a transaction that is rolled back; of what takes time, and of no table for long values. */
    private List<String> saidByTheServer(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local timezone = 'UTC'");
            statement.execute("set local client_min_messages = debug1");
            statement.clearWarnings();
            statement.execute(sql);
            List<String> said = new ArrayList<>();
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                said.add(warning.getMessage());
            }
            connection.rollback();
            return said.stream()
                    .filter(text ->
                            text.matches("(rewriting|verifying|validating|building).*") && !text.contains("pg_toast"))
                    .toList();
        } catch (SQLException e) {
            return List.of("refused: " + e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bigint      | create index more on item (id)                              | the table is rewritten",
                "varchar(20) | create index more on item (lower(value))                    | index more is built again",
                "varchar(20) | create index more on item (id) where value <> ''            | index more is built again",
                "varchar(20) | alter table item add check (value <> '')                    | all rows are read, for a CHECK constraint",
                "text        | alter table item add check (value <> '')                    | all rows are read, for a CHECK constraint",
                "varchar(5)  | create index more on item (id)                              | the table is rewritten"
            })
    void refusesWhatTakesLonger(String type, String more, String cost) {
        create("varchar(10)", "i::text");
        database.execute(more);
        List<@Nullable String> files = database.column(FILES);
        change(type, type.equals("bigint") ? "# bigint" : "");
        if (type.equals("bigint")) {
            workbench.change(
                    CHANGE,
                    "table: item\ncolumns: {value: {type: bigint, convert: 'value::bigint', convert-back: 'value_new::text'}}\n");
        }
        String observed = assertStopped(workbench.alter(CHANGE), ProblemCode.REWRITE_NEEDED)
                .observed();
        assertThat(observed).startsWith("public.item.value: ").contains(cost);
        assertThat(database.column(FILES)).isEqualTo(files);
        assertThat(database.value(TYPE, String.class)).isEqualTo("character varying(10)");
        if (!type.equals("bigint")) {
            assertThat(saidByTheServer("alter table item alter column value type " + type))
                    .isNotEmpty();
        }
    }

    @Test
    void aConstraintThatWasNeverValidatedIsNotRead() {
        create("varchar(10)", "i::text");
        database.execute("alter table item add constraint odd check (value <> '7') not valid");
        change("text");
        assertThat(saidByTheServer("alter table item alter column value type text"))
                .isEmpty();
        assertDone(workbench.alter(CHANGE));
        assertThat(isTrue("select not convalidated from pg_constraint where conname = 'odd'"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "create view big as select value from item                                                     | view big",
                "create materialized view big as select value from item                                        | big",
                "create rule odd as on delete to item where old.value = '0' do instead nothing                | rule odd on table item",
                "create policy odd on item using (value <> '')                                                | policy odd on table item",
                "create trigger odd before update of value on item for each row execute function suppress_redundant_updates_trigger() | trigger odd on table item",
                "create trigger odd before update on item for each row when (new.value = '') execute function suppress_redundant_updates_trigger() | trigger odd on table item",
                "alter table item add more text generated always as (upper(value)) stored                      | more",
                "create function odd() returns text begin atomic select min(value) from item; end             | function odd()",
                "create table holder (held item)                                                               | column held of table holder",
                "create table child () inherits (item)                                                         | child inherits from it"
            })
    void namesWhatTheServerRefusesFor(String statement, String named) {
        create("varchar(10)", "i::text");
        database.execute(statement);
        change("text");
        assertThat(workbench.plan(CHANGE).results())
                .startsWith("No rewrite is needed, but ./pgretype alter the-change would be refused:")
                .anyMatch(line -> line.contains(named));
        assertThat(assertStopped(workbench.alter(CHANGE), ProblemCode.ALTER_REFUSED)
                        .observed())
                .contains(named);
        if (!statement.contains("inherits")) {
            assertThat(saidByTheServer("alter table item alter column value type text"))
                    .anyMatch(text -> text.startsWith("refused"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(id, value)", "where (value <> '')"})
    void publicationsOfTheColumnAreNamed(String part) {
        assumeThat(PostgresServer.major()).isGreaterThanOrEqualTo(15);
        create("varchar(10)", "i::text");
        database.execute("create publication odd for table item " + part);
        change("text");
        assertThat(saidByTheServer("alter table item alter column value type text"))
                .as("whether the server refuses it")
                .anyMatch(text -> text.startsWith("refused"));
        assertThat(assertStopped(workbench.alter(CHANGE), ProblemCode.ALTER_REFUSED)
                        .observed())
                .contains("publication");
    }

    @Test
    void bothEndsOfAForeignKeyAreLockedAndNeitherIsRead() {
        create("varchar(10)", "i::text");
        database.execute(
                "alter table item add unique (value)",
                "create table line (id integer primary key, value varchar(10) references item (value))",
                "insert into line select id, value from item");
        workbench.change(CHANGE, "table: item\ncolumns: {value: {type: varchar(20)}}\n");
        assertThat(saidByTheServer("alter table item alter column value type varchar(20)"))
                .isEmpty();
        assertThat(String.join("\n", workbench.plan(CHANGE).results()))
                .contains("[ACCESS EXCLUSIVE on public.item, public.line, for milliseconds]");
        assertDone(workbench.alter(CHANGE));
        workbench.change(CHANGE, "table: item\ncolumns: {value: {type: text}}\n");
        assertDone(workbench.alter(CHANGE));
        assertThat(isTrue("select convalidated from pg_constraint where conrelid = 'line'::regclass and contype = 'f'"))
                .isTrue();
        assertThat(database.value(
                        "select data_type from information_schema.columns where table_name = 'line' and column_name = 'value'",
                        String.class))
                .as("what references it comes along")
                .isEqualTo("text");
    }

    /** Else their plans expect the old type, and every later write of theirs fails. */
    @Test
    void openSessionsGoOnWritingWithTheirTriggers() throws SQLException {
        create("varchar(10)", "i::text");
        database.execute(
                "create function fold() returns trigger language plpgsql as"
                        + " $$ begin new.value := lower(new.value); return new; end $$",
                "create trigger fold before insert on item for each row execute function fold()");
        change("text");
        try (Connection connection = database.connect();
                Statement session = connection.createStatement()) {
            session.execute("insert into item values (-1, 'A')");
            assertDone(workbench.alter(CHANGE));
            session.execute("insert into item values (-2, 'B')");
        }
        assertThat(database.value("select value from item where id = -2", String.class))
                .isEqualTo("b");
    }

    @Test
    void waitsWithinTheBudgetAndTellsWhoIsInTheWay() throws SQLException {
        create("varchar(10)", "i::text");
        change("text", "limits: {lock-deadline: 1s}");
        try (Connection connection = database.connect();
                Statement other = connection.createStatement()) {
            connection.setAutoCommit(false);
            other.execute("select from item limit 1");
            Outcome outcome = workbench.alter(CHANGE);
            assertThat(assertStopped(outcome, ProblemCode.LOCK_NOT_GRANTED).observed())
                    .contains("idle in transaction");
        }
        assertDone(workbench.alter(CHANGE));
        assertThat(workbench.status().history(CHANGE))
                .extracting(HistoryEntry::what)
                .containsExactly(
                        "alter started",
                        "alter: lock not granted",
                        "alter interrupted",
                        "alter continued",
                        "alter: locked",
                        "alter ended");
    }

    @Test
    void cancelsAQueryThatIsInTheWayWhereAsked() throws SQLException {
        create("varchar(10)", "i::text");
        change("text");
        try (Connection connection = database.connect();
                Statement other = connection.createStatement()) {
            CompletableFuture<Void> query = runs(other, LONG_QUERY);
            Outcome outcome = assertDone(workbench.alter(CHANGE, RunOption.CANCEL_BLOCKERS));
            assertThat(String.join("\n", outcome.results())).contains("cancelled");
            assertThat(query).failsWithin(java.time.Duration.ofMinutes(1));
        }
    }

    /** Killed between the commit and ANALYZE. */
    @Test
    void goesOnWithTheStatisticsWhereItWasKilled() {
        create("varchar(10)", "i::text");
        change("text");
        database.execute("alter table item alter column value type text");
        assertThat(assertDone(workbench.alter(CHANGE)).results()).contains("analyzed public.item");
        assertThat(isTrue("select exists (select from pg_stats where tablename = 'item' and attname = 'value')"))
                .isTrue();
    }

    @Test
    void doesNotTouchATableThatAChangeHasUnderWay() {
        create("varchar(10)", "i::text");
        change("text");
        run(PhaseCommand.EXPAND);
        assertStopped(workbench.alter(CHANGE), ProblemCode.WRONG_PHASE);
        workbench.change("another", "table: item\ncolumns: {value: {type: text}}\n");
        assertStopped(workbench.alter("another"), ProblemCode.WRONG_PHASE);
        run(PhaseCommand.ABANDON);
        assertDone(workbench.alter("another"));
    }

    @Test
    void onlyOneProcessWorksOnAChange() {
        create("varchar(10)", "i::text");
        change("text");
        try (Lease lease = Lease.acquire(workbench.ledger().database(), CHANGE)) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> workbench.alter(CHANGE))
                    .hasMessageContaining("busy");
        }
    }

    @Test
    void aZoneIsNeverGuessed() {
        create("timestamp", "now()::timestamp");
        database.execute("drop index by_value");
        change("timestamptz");
        assertThat(assertStopped(workbench.alter(CHANGE), ProblemCode.ALTER_REFUSED)
                        .observed())
                .contains("value at time zone 'UTC'");
        List<@Nullable String> files = database.column(FILES);
        long instant = number("select extract(epoch from min(value) at time zone 'UTC')::bigint from item");
        workbench.change(CHANGE, """
                table: item
                columns:
                  value:
                    type: timestamptz
                    convert: value at time zone 'UTC'
                    convert-back: value_new at time zone 'UTC'
                """);
        database.execute("alter database %s set timezone = 'Asia/Kathmandu'".formatted(database.name()));
        workbench.reconnect();
        assertDone(workbench.alter(CHANGE));
        assertThat(database.column(FILES)).isEqualTo(files);
        assertThat(number("select extract(epoch from min(value))::bigint from item"))
                .isEqualTo(instant);
    }

    /** The phases would refuse it, but nobody needs them. */
    @Test
    void aTableWithoutAKeyIsAlteredToo() {
        database.execute("create table item (value varchar(10))", "insert into item values ('a'), ('a')");
        change("text");
        Outcome plan = assertDone(workbench.plan(CHANGE));
        assertThat(plan.results().get(0)).startsWith("No rewrite is needed");
        assertDone(workbench.alter(CHANGE));
        assertThat(database.value(TYPE, String.class)).isEqualTo("text");
    }

    @Test
    void severalColumnsOfATableAreOneStatement() {
        create("varchar(10)", "i::text");
        database.execute("alter table item add more varchar(5) collate \"C\"");
        workbench.change(CHANGE, "table: item\ncolumns: {value: {type: text}, more: {type: varchar(9)}}\n");
        Outcome outcome = assertDone(workbench.alter(CHANGE));
        assertThat(outcome.results()).contains("""
                alter table public.item
                  alter column value type text,
                  alter column more type varchar(9) collate pg_catalog."C\"""");
        assertThat(database.value(
                        "select collation_name from information_schema.columns where column_name = 'more'",
                        String.class))
                .isEqualTo("C");
    }

    @Test
    void columnsThatNeedThePhasesAreNamed() {
        create("varchar(10)", "i::text");
        database.execute("alter table item add size integer");
        workbench.change(CHANGE, "table: item\ncolumns: {value: {type: text}, size: {type: bigint}}\n");
        assertThat(assertStopped(workbench.alter(CHANGE), ProblemCode.REWRITE_NEEDED)
                        .observed())
                .isEqualTo("public.item.size: the table is rewritten");
    }

    /** Operators of another type order the index. */
    @Test
    void anIndexOnATimestampIsBuiltAgain() {
        create("timestamp", "now()::timestamp");
        workbench.change(
                CHANGE, "table: item\ncolumns: {value: {type: timestamptz, convert: \"value at time zone 'UTC'\"}}\n");
        assertThat(assertStopped(workbench.alter(CHANGE), ProblemCode.REWRITE_NEEDED)
                        .observed())
                .isEqualTo("public.item.value: index by_value is built again");
        assertThat(saidByTheServer("alter table item alter column value type timestamptz"))
                .hasSize(1)
                .allMatch(text -> text.startsWith("building index \"by_value\""));
    }

    /** Whether a table would be rewritten that the server does not even convert by itself, nobody knows. */
    @ParameterizedTest
    @ValueSource(strings = {"uuid", "integer", "xml"})
    void planSaysNothingOfWhatNeedsThePhasesAnyway(String type) {
        create("varchar(40)", "i::text");
        workbench.change(
                CHANGE, "table: item\ncolumns: {value: {type: %s, convert-back: 'value_new::text'}}\n".formatted(type));
        assertThat(workbench.plan(CHANGE).results()).noneMatch(line -> line.contains("No rewrite"));
        Outcome outcome = workbench.alter(CHANGE);
        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.REFUSED);
    }

    /** A cast that keeps every byte cuts nothing, whatever the types are called. */
    @ParameterizedTest
    @CsvSource({"short, varchar(20)", "short, varchar(10)", "date, timestamp(0)"})
    void whatCutsNothingIsNotSaidToCut(String type, String newType) {
        database.execute("create domain short as varchar(10)");
        create(type, type.equals("date") ? "current_date" : "i::text");
        change(newType);
        assertDone(workbench.plan(CHANGE));
        run(PhaseCommand.EXPAND);
    }

    @Test
    void whatADomainCutsIsSaid() {
        database.execute("create domain short as varchar(10)", "create domain shorter as short");
        create("text", "i::text");
        change("shorter");
        assertThat(assertStopped(workbench.plan(CHANGE), ProblemCode.CONVERSION_INVALID)
                        .observed())
                .contains("silently cuts");
    }
}
