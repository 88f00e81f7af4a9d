package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.Problem;
import io.pgretype.session.SessionSettings;
import io.pgretype.testkit.AnyVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What a session, a role or a database has set never decides which value is stored, or whether a phase works. */
@AnyVersion
class SettingsOfOthersIT extends PhaseFixture {

    /** All that decides how values are read and written, each set to another value than the one that loses nothing. */
    private static final String[] WRONG = {
        "datestyle = 'German, DMY'",
        "intervalstyle = 'sql_standard'",
        "timezone = 'Asia/Kathmandu'",
        "extra_float_digits = -5",
        "bytea_output = 'escape'",
        "xmlbinary = 'hex'",
        "xmloption = 'document'",
        "array_nulls = off",
        "quote_all_identifiers = on",
        "standard_conforming_strings = off",
        "transform_null_equals = on"
    };

    static Stream<Arguments> conversions() {
        return Stream.of(
                arguments("double precision", "text", "1 / 3.0::double precision + random()"),
                arguments("real", "text", "(1 / 3.0 + random())::real"),
                arguments("double precision", "varchar(40)", "-1 / 3.0 - random()"),
                arguments("double precision[]", "text[]", "array[1 / 3.0, random()]"),
                arguments("point", "text", "point(1 / 3.0, random())"),
                arguments("bytea", "text", "decode(md5(random()::text), 'hex')"),
                arguments("text", "name", "'Name ' || random()"),
                arguments("text", "varchar(60)", "'back\\slash ' || random()"),
                arguments("integer", "bigint", "(random() * 1000)::integer"),
                arguments("smallint", "numeric", "(random() * 1000)::smallint"),
                arguments("real", "double precision", "random()::real"));
    }

    /** What the application writes between two phases is converted as exactly as what was there before. */
    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("conversions")
    void decideNoValue(String oldType, String newType, String value) throws SQLException {
        setInDatabase(WRONG);
        database.execute(
                "create table original (id integer primary key, v %s)".formatted(oldType),
                "create table item (like original including all)");
        workbench.change(CHANGE, """
                table: item
                columns: {v: {type: '%1$s', convert: 'v::%1$s', convert-back: 'v_new::%2$s'}}
                soak: 0s
                """.formatted(newType, oldType));
        write(1, value);
        for (PhaseCommand phase : List.of(
                PhaseCommand.EXPAND,
                PhaseCommand.BACKFILL,
                PhaseCommand.HARDEN,
                PhaseCommand.VERIFY,
                PhaseCommand.CUTOVER)) {
            run(phase);
            if (phase != PhaseCommand.CUTOVER) {
                write(100 + 100 * phase.ordinal(), value);
            }
        }
        assertThat(differences("(original.v::%s)::text".formatted(newType), "item.v::text"))
                .isEmpty();
        run(PhaseCommand.ROLLBACK);
        assertThat(differences("original.v::text", "item.v::text")).isEmpty();
    }

    static Stream<List<String>> nuisances() {
        return Stream.of(
                List.of(
                        "statement_timeout = '80ms'",
                        "lock_timeout = '1ms'",
                        "idle_in_transaction_session_timeout = '80ms'",
                        "idle_session_timeout = '80ms'"),
                List.of("default_transaction_isolation = 'serializable'", "default_transaction_read_only = on"),
                List.of(
                        "quote_all_identifiers = on",
                        "standard_conforming_strings = off",
                        "datestyle = 'German, DMY'",
                        "row_security = on"),
                List.of("session_replication_role = replica"),
                List.of("search_path = ''"),
                List.of("search_path = pg_temp, pg_catalog"));
    }

    /** A fallible conversion with a unique index and a check: every phase has something to do. */
    @ParameterizedTest
    @MethodSource("nuisances")
    void stopNoPhase(List<String> settings) {
        database.execute(
                "create table item (id integer primary key, code text not null check (code is not null) unique)",
                "insert into item select i, i from generate_series(1, 1000) as i");
        workbench.change(CHANGE, """
                table: public.item
                columns: {code: {type: numeric, convert-back: 'code_new::text'}}
                soak: 0s
                """);
        setInDatabase(settings.toArray(String[]::new));
        assertDone(workbench.plan(CHANGE));
        runTo(Phase.CUT_OVER);
        run(PhaseCommand.ROLLBACK);
        runTo(Phase.CONTRACTED);
    }

    /** Its author called it immutable; under the settings of his sessions it means another day than under ours. */
    @Test
    void mustBeFixedInAFunctionOfTheConversion() {
        database.execute(
                "create table item (id integer primary key, v text)",
                "insert into item values (1, '01/02/2026'), (2, '03/03/2026')",
                "create function day(text) returns date language plpgsql immutable as 'begin return $1::date; end'",
                "create function text(date) returns text language plpgsql immutable as 'begin return $1; end'");
        workbench.change(
                CHANGE, "table: item\ncolumns: {v: {type: date, convert: day(v), convert-back: text(v_new)}}\n");
        assertThat(workbench.plan(CHANGE).problems())
                .extracting(Problem::observed)
                .singleElement()
                .asString()
                .contains("1: '01/02/2026' becomes another value under another DateStyle")
                .doesNotContain("03/03/2026");

        database.execute("alter function day set datestyle = 'ISO, DMY'");
        assertDone(workbench.plan(CHANGE));
        runTo(Phase.BACKFILLED);
        assertThat(database.value("select v_new::text from item where id = 1", String.class))
                .isEqualTo("2026-02-01");
    }

    /** For every session from now on, pgretype's own included. */
    private void setInDatabase(String... settings) {
        for (String setting : settings) {
            database.execute("alter database %s set %s".formatted(database.name(), setting));
        }
        workbench.reconnect();
    }

    /** Ten rows inserted, and as many that are there already updated, by a session with the database's settings. */
    private void write(int first, String value) {
        database.execute(
                "insert into original select i, %s from generate_series(%d, %d) as i"
                        .formatted(value, first, first + 9),
                "update original set v = %s where id %% 3 = 0".formatted(value),
                "insert into item (id, v) select id, v from original on conflict (id) do update set v = excluded.v");
    }

    private List<String> differences(String expected, String actual) throws SQLException {
        try (Connection connection = database.connect()) {
            JdbcTemplate exact = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            exact.execute(SessionSettings.SQL);
            return exact.queryForList("""
                    select format('%%s is %%s, should be %%s', id, %2$s, %1$s)
                      from item
                      full join original using (id)
                     where %1$s is distinct from %2$s""".formatted(expected, actual), String.class);
        }
    }
}
