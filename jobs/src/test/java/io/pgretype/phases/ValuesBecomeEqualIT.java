package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that differ in the old type and are equal in the new one, in a unique index: found before anything is touched. */
@AnyVersion
class ValuesBecomeEqualIT extends PhaseFixture {

    private static final String SPELLED = "convert: 'tag::uuid', convert-back: 'tag_new::text'";

    /** Row 1000 has the tag of row 7 in upper case, row 2000 that of row 8 in braces. */
    private void prepare(String type, String conversion) {
        database.execute(
                "create table item (id integer primary key, tag text, shop integer not null default 1)",
                "insert into item select i, md5(i::text)::uuid::text from generate_series(1, 50) as i",
                "insert into item select 1000, upper(tag) from item where id = 7",
                "insert into item select 2000, '{' || tag || '}' from item where id = 8",
                "insert into item values (3000, null), (3001, null)");
        workbench.change(CHANGE, "table: item\ncolumns: {tag: {type: %s, %s}}\n".formatted(type, conversion));
    }

    @Test
    void theyAreNamedWithTheirKeysAndNothingIsChanged() {
        prepare("uuid", SPELLED);
        database.execute("alter table item add constraint one_tag unique (tag)");

        Problem problem = refused(ProblemCode.VALUES_BECOME_EQUAL, PhaseCommand.EXPAND);
        assertThat(problem.stopped()).contains("unique index public.one_tag");
        assertThat(problem.observed())
                .startsWith("2 values")
                .contains("8f14e45f-ceea-167a-5a36-dedd4bea2543, of '8f14e45f-ceea-167a-5a36-dedd4bea2543' (7),"
                        + " '8F14E45F-CEEA-167A-5A36-DEDD4BEA2543' (1000)")
                .contains("'{c9f0f895-fb98-ab91-59f5-1fd0297e236d}' (2000)");
        assertThat(isTrue("select count(*) = 3 from pg_attribute where attrelid = 'item'::regclass and attnum > 0"))
                .isTrue();

        database.execute("delete from item where id in (1000, 2000)");
        runTo(Phase.CUT_OVER);
    }

    /** Such a row does not come back as it was either: all is said at once. */
    @Test
    void theyAreNamedBesideRowsThatDoNotConvert() {
        prepare("uuid", "convert-back: 'tag_new::text'");
        database.execute(
                "create unique index one_tag on item (tag)", "insert into item values (4000, 'none'), (4001, 'NONE')");

        assertThat(workbench.plan(CHANGE).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.ROWS_DO_NOT_CONVERT, ProblemCode.VALUES_BECOME_EQUAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(tag)",
                "(shop, tag)",
                "(tag) include (id)",
                "(tag) where shop = 1",
                "(tag) where tag is not null",
                "((tag::text), shop) where tag is not null",
                "(tag, coalesce(shop, 0))",
            })
    void allThatAUniqueIndexComparesCounts(String index) {
        prepare("uuid", SPELLED);
        database.execute("create unique index one_tag on item " + index);

        assertThat(refused(ProblemCode.VALUES_BECOME_EQUAL, PhaseCommand.EXPAND).observed())
                .startsWith("2 values");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index one_tag on item (tag)",
                "unique index one_tag on item (id, tag)",
                "unique index one_tag on item (tag) where id < 100",
                "unique index one_tag on item (id) include (tag)",
                "unique index one_tag on item (tag, abs(shop - id))",
            })
    void whatNoUniqueIndexComparesDoesNot(String index) {
        prepare("uuid", SPELLED);
        database.execute("create " + index);
        run(PhaseCommand.EXPAND);
    }

    @Test
    void valuesThatComeBackMayBeEqualAllTheSame() {
        prepare("citext", "convert-back: 'tag_new::text'");
        database.execute("create extension citext", "create unique index one_tag on item (tag)");

        assertThat(refused(ProblemCode.VALUES_BECOME_EQUAL, PhaseCommand.EXPAND).observed())
                .startsWith("1 value ")
                .contains("(7)", "(1000)");
    }

    /** What converts without a change of values needs no second look. */
    @ParameterizedTest
    @CsvSource({"integer, bigint, false", "integer, text, false", "text, varchar, false", "text, numeric, true"})
    void looksOnlyWhereValuesMayBecomeEqual(String from, String to, boolean looks) {
        database.execute(
                "create table item (id integer primary key, tag %s unique)".formatted(from),
                "insert into item values (1, '1'), (2, '2')");
        workbench.change(
                CHANGE, "table: item\ncolumns: {tag: {type: '%s', convert-back: 'tag_new::%s'}}\n".formatted(to, from));
        Activity activity = new Activity();
        assertThat(workbench.plan(CHANGE, activity).problems()).isEmpty();
        // What it did last.
        assertThat(activity.doing().contains("become equal in public.item_tag_key"))
                .isEqualTo(looks);
    }

    @Test
    void namesAndOperatorsOfAnyKindDoNotConfuseIt() {
        database.execute(
                "create table \"My item\" (\"the id\" integer, \"K\" text, \"the ' tag\" text, data jsonb default '{}',"
                        + " primary key (\"the id\", \"K\"))",
                "create unique index \"one ? tag\" on \"My item\" (\"the ' tag\", (data ? 'a?b')) where not data ? '?'",
                "insert into \"My item\" select i, '?', md5((i % 60000)::text) from generate_series(0, 59999) as i",
                "insert into \"My item\" select 60000, '?', upper(md5('1'))");
        workbench.change(
                CHANGE,
                "table: '\"My item\"'\ncolumns: {\"the ' tag\": {type: uuid,"
                        + " convert: '\"the '' tag\"::uuid', convert-back: '\"the '' tag_new\"::text'}}\n");

        assertThat(refused(ProblemCode.VALUES_BECOME_EQUAL, PhaseCommand.EXPAND).observed())
                .startsWith("1 value ")
                .contains("(1, ?)", "(60000, ?)");
    }
}
