package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.pgretype.change.Identifier;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.SchemaDump;
import io.pgretype.testkit.Workbench;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Privileges on single columns: whoever has them notices nothing, and after contract they are what they were. */
class ColumnGrantsIT extends PhaseFixture {

    /** Roles belong to the server, not to the database. */
    private final String head = role("head");

    private final String typist = role("Typist's \"?\" :x");
    private final String reader = role("reader");

    @BeforeEach
    void prepare() {
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, 100) as i");
        for (String role : List.of(head, typist, reader)) {
            database.execute("create role " + role);
        }
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n");
    }

    @Test
    void whoHasEveryColumnReadsAndWritesWholeRowsInEveryPhase() {
        database.execute(
                "grant select (id), select (size), insert (id), insert (size), update (size) on item to " + reader);
        worksWithWholeRows("before");
        for (PhaseCommand command : List.of(
                PhaseCommand.EXPAND,
                PhaseCommand.BACKFILL,
                PhaseCommand.HARDEN,
                PhaseCommand.VERIFY,
                PhaseCommand.CUTOVER,
                PhaseCommand.ROLLBACK,
                PhaseCommand.VERIFY,
                PhaseCommand.CUTOVER)) {
            run(command);
            worksWithWholeRows(command.text());
        }
        contract();
        worksWithWholeRows("contract");
    }

    private void worksWithWholeRows(String when) {
        assertThatCode(() -> database.execute(
                        "set role " + reader,
                        "select * from item",
                        "insert into item (id, size) select max(id) + 1, 7 from item returning *",
                        "update item set size = 8 where id = 1 returning *"))
                .as(when)
                .doesNotThrowAnyException();
    }

    /** Who granted what to whom; {@code head}, {@code typist} and {@code reader} stand for the roles' names. */
    enum Grants {
        BY_THE_OWNER("grant select (size), update (size) on item to head, public"),
        BY_A_CHAIN(
                "grant select (size), update (size) on item to head with grant option",
                "set role head",
                "grant select (size) on item to typist with grant option",
                "set role typist",
                "grant select (size) on item to reader"),
        TO_ALL(
                "grant update (size) on item to typist with grant option",
                "set role typist",
                "grant update (size) on item to public"),
        BY_TWO(
                "grant select (size) on item to head, typist with grant option",
                "set role head",
                "grant select (size) on item to reader",
                "set role typist",
                "grant select (size) on item to reader with grant option"),
        BY_A_HOLDER_OF_THE_TABLES_OPTION(
                "grant select, insert on item to head with grant option",
                "set role head",
                "grant select (size), insert (size) on item to typist"),
        TO_EACH_OTHER(
                "grant select (size) on item to head with grant option",
                "set role head",
                "grant select (size) on item to typist with grant option",
                "reset role",
                "grant select (size) on item to typist with grant option",
                "set role typist",
                "grant select (size) on item to head with grant option");

        private final String[] statements;

        Grants(String... statements) {
            this.statements = statements;
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepTheirGrantors(Grants grants) {
        database.execute(named(grants.statements));
        String schema = SchemaDump.byCatalog(database);
        List<String> before = privileges("size");

        run(PhaseCommand.EXPAND);
        assertThat(privileges("size_new")).isEqualTo(before);
        run(PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(schema);

        runTo(Phase.CUT_OVER);
        assertThat(privileges("size")).isEqualTo(before);
        contract();
        assertThat(privileges("size")).isEqualTo(before);
    }

    /** As it comes about when a grantor's own privilege was taken and given again. PostgreSQL cannot be told to do that. */
    @Test
    void whatStandsBeforeItsGrantorComesAfterHim() {
        database.execute(named(
                "grant select (size) on item to head, typist with grant option",
                "set role head",
                "grant select (size) on item to reader",
                "set role typist",
                "grant select (size) on item to head with grant option",
                "reset role",
                "revoke select (size) on item from head",
                "grant select (size) on item to head with grant option"));
        assertThat(privileges("size"))
                .containsExactly("typist=r*/postgres", "reader=r/head", "head=r*/typist", "head=r*/postgres");

        run(PhaseCommand.EXPAND);

        assertThat(privileges("size_new"))
                .containsExactly("typist=r*/postgres", "head=r*/typist", "head=r*/postgres", "reader=r/head");
    }

    @Test
    void followWhatBecomesOfThemUntilCutover() {
        database.execute(named(Grants.BY_A_CHAIN.statements));
        runTo(Phase.VERIFIED);
        // Now typist has the grant option from another, head has it for one privilege only, and there is one more.
        database.execute(named(
                "grant select (size) on item to typist with grant option",
                "revoke grant option for select (size) on item from head cascade",
                "set role typist",
                "grant select (size) on item to public"));
        List<String> after = privileges("size");

        assertThat(refused(ProblemCode.TWINS_INCOMPLETE, PhaseCommand.CUTOVER).observed())
                .contains("grant SELECT (size_new) on table public.item to public (by %s)".formatted(typist))
                .contains("revoke SELECT (size_new) on table public.item from %s (by %s)".formatted(typist, head))
                .doesNotContain("role");
        run(PhaseCommand.HARDEN, PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
        assertThat(privileges("size")).containsExactlyInAnyOrderElementsOf(after);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoMayNotBecomeTheGrantorSaysSo(boolean member) {
        String runner = role("runner");
        database.execute(named(Grants.BY_A_CHAIN.statements));
        database.execute(
                "create role %s login password 'secret'".formatted(runner),
                "grant create, temporary on database %s to %s".formatted(database.name(), runner),
                "grant create on schema public to " + runner,
                "alter table item owner to " + runner);
        database.execute("grant %s to %s".formatted(head, runner));
        if (member) {
            database.execute("grant %s to %s".formatted(typist, runner));
        }
        List<String> before = privileges("size");
        try (Workbench ofRunner = Workbench.on(database, runner.replace("\"", ""), "secret")) {
            ofRunner.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n");

            assertThat(String.join("\n", ofRunner.plan(CHANGE).results()))
                    .matches(plan -> plan.contains("may not become the grantor") == !member)
                    .matches(plan -> plan.contains("SELECT (size) of %s, by %s".formatted(reader, typist)) == !member);
            ofRunner.runTo(Phase.CUT_OVER, CHANGE);
        }

        assertThat(privileges("size"))
                .isEqualTo(
                        member
                                ? before
                                : before.stream()
                                        .map(item -> item.replace("/typist", "/runner"))
                                        .toList());
    }

    @Test
    void grantorWithoutTheSchemaIsNamed() {
        database.execute(named(Grants.BY_A_CHAIN.statements));
        database.execute("revoke usage on schema public from public", "grant usage on schema public to " + head);

        assertThat(String.join("\n", workbench.plan(CHANGE).results()))
                .contains("SELECT (size) of %s, by %s".formatted(reader, typist));
        run(PhaseCommand.EXPAND);
    }

    private void contract() {
        done(PhaseCommand.CONTRACT, RunOption.NOW);
    }

    /** The items of the column's list in its order, with the roles' names as the test calls them. */
    private List<String> privileges(String column) {
        return database
                .column("select item::text from pg_attribute, unnest(attacl) with ordinality as list (item, place)"
                        + " where attrelid = 'item'::regclass and attname = '%s' order by place".formatted(column))
                .stream()
                .map(item -> shortened(item))
                .toList();
    }

    private static String shortened(@Nullable String item) {
        return String.valueOf(item)
                .replaceAll("\"+Typist's [^/=]*?_[0-9a-f]{32}\"+", "typist")
                .replaceAll("\\b(head|reader|runner)_[0-9a-f]{32}", "$1");
    }

    private String[] named(String... statements) {
        return Arrays.stream(statements)
                .map(statement -> statement
                        .replaceAll("\\bhead\\b", head)
                        .replaceAll("\\breader\\b", reader)
                        .replace("typist", typist))
                .toArray(String[]::new);
    }

    private static String role(String name) {
        String unique = name + "_" + UUID.randomUUID().toString().replace("-", "");
        return Identifier.of(unique).sql();
    }
}
