package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any key by which rows are found, and the conversions that are promised. */
@AnyVersion
class KeysAndConversionsIT extends PhaseFixture {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "id integer primary key                                   | i",
                "id bigint primary key                                    | i * 5000000000",
                "id uuid primary key                                      | md5(i::text)::uuid",
                "id text primary key                                      | concat('key ''', i)",
                "id char(32) primary key                                  | md5(i::text)",
                "\"Id\" timestamptz unique not null                       | timestamptz 'epoch' + i * interval '1 microsecond'",
                "path integer[] primary key                               | array[i % 7, i]",
                "path text[], part integer, primary key (part, path)      | array[concat('{\"', i % 7), md5(i::text)], i % 3",
                "id span primary key                                      | row(i % 7, i)::span",
                "path steps primary key                                   | array[i % 7, i]",
                "id citext primary key                                    | concat('Key ', i)",
                "tags hstore unique not null, id text unique not null     | hstore('i', i::text), i",
                "id text, part integer, \"select\" uuid, primary key (part, id, \"select\")"
                        + " | md5(i::text), i % 3, md5(i::text)::uuid",
            })
    void walksTheTableByAnyKey(String key, String values) {
        database.execute(
                "create extension citext",
                "create extension hstore",
                "create type span as (a integer, b integer)",
                "create domain steps as integer[]",
                "create table item (%s, amount integer)".formatted(key),
                "insert into item select %s, nullif(i, 17) from generate_series(1, 25000) as i".formatted(values));
        workbench.change(CHANGE, "table: item\ncolumns: {amount: {type: bigint}}\n");
        runTo(Phase.CUT_OVER);
        assertThat(database.value(
                        "select count(*) from item where amount is distinct from amount_old::bigint", Long.class))
                .isZero();
        assertThat(database.value("select count(amount) from item", Long.class)).isEqualTo(24_999);
    }

    /** They cannot be updated, so they cannot be filled; a walk by that column would pass them by, and say nothing. */
    @Test
    void namesRowsThatAreNullInAColumnThatIsNotNullNotValid() {
        assumeTrue(PostgresServer.major() >= 18, "NOT NULL … NOT VALID is new in 18");
        database.execute(
                "create table item (id integer unique, part integer not null, other integer not null, amount integer)",
                "insert into item select nullif(i, 7), i, i, i from generate_series(1, 100) as i",
                "alter table item add not null id not valid",
                "create unique index on item (part, other)");
        workbench.change(CHANGE, "table: item\ncolumns: {amount: {type: bigint}}\n");
        run(PhaseCommand.EXPAND);
        assertThat(refused(ProblemCode.ROWS_FAILING, PhaseCommand.BACKFILL).observed())
                .contains("null value in column \"id\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "char(32)          | md5(i::text) | uuid | convert-back: \"replace(value_new::text, '-', '')\"",
                "varchar(40)       | md5(i::text) | text |",
                "numeric           | i            | bigint |",
                "numeric(12, 2)    | i / 100.0    | numeric |",
                "timestamp         | timestamp '2020-01-01' + i * interval '1 minute' | timestamptz"
                        + " | convert: \"value at time zone 'Europe/Berlin'\", convert-back: \"value_new at time zone 'Europe/Berlin'\"",
                "integer           | nullif(i % 5, 0) | bigint"
                        + " | convert: \"coalesce(value, 0)::bigint\", convert-back: value_new::integer",
                "integer           | i            | text | convert-back: value_new::integer",
            })
    void convertsAndGoesBack(String from, String values, String to, String options) {
        database.execute(
                "create table item (id integer primary key, value %s)".formatted(from),
                "insert into item select i, %s from generate_series(1, 5000) as i".formatted(values),
                "create table before as table item");
        workbench.change(
                CHANGE,
                "table: item\ncolumns: {value: {type: %s%s}}\n".formatted(to, options == null ? "" : ", " + options));
        runTo(Phase.CUT_OVER);
        assertThat(database.value(
                        "select format_type(atttypid, atttypmod) from pg_attribute"
                                + " where attrelid = 'item'::regclass and attname = 'value'",
                        String.class))
                .startsWith(to.equals("timestamptz") ? "timestamp with time zone" : to);
        database.execute("update item set value = value where id = 1", "delete from item where id = 2");
        run(PhaseCommand.ROLLBACK);
        assertThat(database.column("select id from (table before except select id, value from item) as lost"))
                .containsExactly("2");
    }

    @Test
    void listsTheRowsThatDoNotConvert() {
        database.execute(
                "create table item (id integer primary key, value text)",
                "insert into item select i, md5(i::text)::uuid::text from generate_series(1, 1000) as i",
                "update item set value = 'no uuid' where id % 10 = 3",
                "update item set value = null where id = 4");
        workbench.change(CHANGE, "table: item\ncolumns: {value: {type: uuid, convert-back: 'value_new::text'}}\n");
        Problem problem = refused(ProblemCode.ROWS_DO_NOT_CONVERT, PhaseCommand.EXPAND);
        assertThat(problem.stopped()).startsWith("100 rows of public.item");
        assertThat(problem.observed())
                .contains("the first 20 by key")
                .contains("3: 'no uuid'")
                .contains("193: 'no uuid'")
                .doesNotContain("203:");
        assertThat(database.value("select to_regnamespace('pgretype') is null", Boolean.class))
                .isTrue();
    }

    @Test
    void aValueThatRoundsIsNoSilentLoss() {
        database.execute(
                "create table item (id integer primary key, value numeric)",
                "insert into item values (1, 1), (2, 1.5)");
        workbench.change(CHANGE, "table: item\ncolumns: {value: {type: bigint}}\n");
        assertThat(refused(ProblemCode.ROWS_DO_NOT_CONVERT, PhaseCommand.EXPAND).observed())
                .contains("2: '1.5' becomes 2 and would come back as 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "timestamp | timestamptz |                            | CONVERSION_BY_SETTING",
                "text      | uuid        |                            | WAY_BACK_MISSING",
                "text      | integer     | convert: nonsense(value)   | WAY_BACK_MISSING",
                "integer   | bigint      | convert: nonsense(value)   | CONVERSION_INVALID",
                "integer   | boolean     | convert: value > (select 1) | CONVERSION_INVALID",
                "varchar   | varchar(10) |                            | CONVERSION_INVALID",
                "integer   | nonsense    |                            | TYPE_UNKNOWN",
            })
    void refusesConversionsThatAreNone(String from, String to, String options, ProblemCode code) {
        database.execute("create table item (id integer primary key, value %s)".formatted(from));
        workbench.change(
                CHANGE,
                "table: item\ncolumns: {value: {type: '%s'%s}}\n".formatted(to, options == null ? "" : ", " + options));
        refused(code, PhaseCommand.EXPAND);
    }

    @Test
    void anEmptyTableIsATableToo() {
        database.execute("create table item (id integer primary key, amount integer)");
        workbench.change(CHANGE, "table: item\ncolumns: {amount: {type: bigint}}\n");
        runTo(Phase.CUT_OVER);
    }

    @Test
    void severalColumnsGoInOnePass() {
        database.execute(
                "create table item (id integer primary key, a integer not null default 3, b integer, c varchar(9))",
                "create index item_both on item (a, b) where c is not null",
                "insert into item select i, i, i + 1, i::text from generate_series(1, 12000) as i");
        workbench.change(CHANGE, "table: item\ncolumns: {a: {type: bigint}, b: {type: bigint}, c: {type: text}}\n");
        runTo(Phase.CUT_OVER);
        database.execute("insert into item (id, b) values (0, 5000000000)");
        assertThat(database.value("select a from item where id = 0", Long.class))
                .isEqualTo(3);
        assertThat(database.value("select pg_get_indexdef('item_both'::regclass)", String.class))
                .endsWith("(a, b) WHERE (c IS NOT NULL)");
    }
}
