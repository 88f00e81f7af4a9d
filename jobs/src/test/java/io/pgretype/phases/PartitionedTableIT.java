package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.plan.PlanForm;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.PostgresServer;
import io.pgretype.testkit.SchemaDump;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A partitioned table changes in all its partitions: those by range, by list and by hash, to any depth. */
class PartitionedTableIT extends PhaseFixture {

    private static final String FILE = "table: item\ncolumns: {size: {type: bigint}}\nsoak: 0s\n";

    private static final String LEFT = "select count(*) from item where size_new is distinct from size::bigint";

    private void table(int rows) {
        database.execute(
                """
                create table item (
                    id bigint not null,
                    day date not null,
                    region text not null,
                    name text,
                    size integer not null default 7,
                    primary key (id, day, region),
                    constraint positive check (size >= 0))
                partition by range (day)""",
                "create table item_2024 partition of item for values from ('2024-01-01') to ('2025-01-01')",
                """
                create table item_2025 partition of item for values from ('2025-01-01') to ('2026-01-01')
                partition by list (region)""",
                """
                create table item_2025_eu partition of item_2025 for values in ('eu')
                partition by hash (id)""",
                "create table item_2025_eu_0 partition of item_2025_eu for values with (modulus 2, remainder 0)",
                "create table item_2025_eu_1 partition of item_2025_eu for values with (modulus 2, remainder 1)",
                "create table item_2025_rest partition of item_2025 default",
                // Made by itself, with its columns in another order.
                """
                create table item_rest (
                    size integer not null default 9,
                    name text,
                    id bigint not null,
                    region text not null,
                    day date not null,
                    constraint positive check (size >= 0))""",
                "alter table item attach partition item_rest default",
                "create index by_size on item (size) include (name)",
                "alter table item add constraint one_each unique (size, id, day, region)",
                "create index own on item_2024 (size) where size > 10",
                "alter table item_2024 add constraint small check (size < 1000000)",
                "alter table item_2024 alter size drop default",
                "alter table item_2024 alter size set statistics 50",
                "comment on column item_2024.size is 'of 2024'",
                "comment on column item.size is 'of all'",
                "create statistics item_size (dependencies) on name, size from item_2024",
                """
                insert into item (id, day, region, size, name)
                select i,
                       date '2023-07-01' + (i %% 1000),
                       case i %% 3 when 0 then 'eu' else 'us' end,
                       i,
                       'n' || i
                  from generate_series(1, %d) as i""".formatted(rows),
                "analyze item");
    }

    /** Columns in another order, and what the server alone decides: the names of NOT NULL on partitions, and which are their own. */
    private static String comparable(String dump) {
        return SchemaDump.withoutColumnOrder(dump)
                .lines()
                .filter(line -> !line.matches("constraint \\S+ on public\\.item_\\w+: not local"))
                .map(line -> line.replaceFirst("^constraint item_rest_(\\w+_not_null)", "constraint item_$1"))
                .map(line -> line.replace("bigint", "integer"))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private void assertSchemaIs(String before) {
        assertThat(comparable(SchemaDump.byCatalog(database))).isEqualTo(comparable(before));
    }

    @Test
    void goesThroughAllPhases() {
        table(3_000);
        String before = SchemaDump.byCatalog(database);
        workbench.change(CHANGE, FILE);
        run(PhaseCommand.EXPAND, PhaseCommand.BACKFILL);
        assertThat(number(LEFT)).isZero();
        runTo(Phase.CUT_OVER);
        database.execute("insert into item (id, day, region, size) values (1, '2025-05-01', 'eu', 3000000000)");
        database.execute("delete from item where size = 3000000000");
        run(PhaseCommand.CONTRACT);
        assertSchemaIs(before);
    }

    @Test
    void theSchemaIsAsItWasAfterEachWayBack() {
        table(3_000);
        String before = SchemaDump.byCatalog(database);
        workbench.change(CHANGE, FILE);
        runTo(Phase.VERIFIED);
        run(PhaseCommand.ABANDON);
        assertSchemaIs(before);
        runTo(Phase.CUT_OVER);
        run(PhaseCommand.ROLLBACK, PhaseCommand.ABANDON);
        assertSchemaIs(before);
    }

    /** Those of the table hold nothing, but say where those of partitions to come go. */
    @Test
    void tablespacesStay() {
        assumeTrue(PostgresServer.major() >= 15, "only then a tablespace needs no directory of its own");
        String space = "space_" + UUID.randomUUID().toString().replace("-", "");
        table(300);
        database.execute(
                "set allow_in_place_tablespaces = on",
                "create tablespace %s location ''".formatted(space),
                "alter index by_size set tablespace " + space,
                "alter index one_each set tablespace " + space);
        String before = SchemaDump.byCatalog(database);
        workbench.change(CHANGE, FILE);
        runTo(Phase.CONTRACTED);
        assertSchemaIs(before);
        database.execute("drop table item", "drop tablespace " + space);
    }

    @Test
    void aColumnOfThePrimaryKeyMoves() {
        database.execute(
                "create table item (id integer, day date, name text, primary key (id, day)) partition by range (day)",
                "create table item_2024 partition of item for values from ('2024-01-01') to ('2025-01-01')",
                "create table item_rest partition of item default partition by range (day)",
                "create table item_old partition of item_rest for values from (minvalue) to ('2024-01-01')",
                "comment on constraint item_pkey on item is 'of all'",
                "insert into item select i, date '2023-07-01' + (i % 500) from generate_series(1, 3000) as i",
                "analyze item");
        String before = SchemaDump.byCatalog(database);
        workbench.change(CHANGE, FILE.replace("size", "id"));
        runTo(Phase.CUT_OVER);
        run(PhaseCommand.VERIFY, PhaseCommand.ROLLBACK);
        runTo(Phase.VERIFIED);
        run(PhaseCommand.ABANDON);
        assertSchemaIs(before);
        runTo(Phase.CUT_OVER);
        database.execute("insert into item (id, day) values (3000000000, '2024-05-01'), (3000000000, '2023-05-01')");
        run(PhaseCommand.CONTRACT);
        assertSchemaIs(before);
    }

    /** Its rows could not be looked up by the old key. */
    @Test
    void aPartitionMadeAfterCutoverKeepsTheOldKeyFromComingBack() {
        database.execute(
                "create table item (id integer, day date, primary key (id, day)) partition by range (day)",
                "create table item_2024 partition of item for values from ('2024-01-01') to ('2025-01-01')",
                "insert into item select i, date '2024-01-01' + i from generate_series(1, 300) as i",
                "analyze item");
        workbench.change(CHANGE, FILE.replace("size", "id"));
        runTo(Phase.CUT_OVER);
        database.execute("create table item_2025 partition of item for values from ('2025-01-01') to ('2026-01-01')");
        assertThat(refused(ProblemCode.WAY_BACK_CLOSED, PhaseCommand.ROLLBACK).observed())
                .endsWith("old primary key: public.item_2025");
        database.execute("alter table item detach partition item_2025");
        run(PhaseCommand.ROLLBACK);
    }

    @Test
    void partitionsComeAndGoMeanwhile() {
        table(3_000);
        workbench.change(CHANGE, FILE);
        run(PhaseCommand.EXPAND);
        database.execute(
                "alter table item detach partition item_2024",
                "create table item_2026 partition of item for values from ('2026-06-01') to ('2027-01-01')",
                "insert into item (id, day, region, size) values (1, '2026-07-01', 'eu', 5)");
        runTo(Phase.HARDENED);
        database.execute(
                "create table item_2027 partition of item for values from ('2027-01-01') to ('2028-01-01')",
                "insert into item (id, day, region, size) values (1, '2027-07-01', 'eu', 5)");
        run(PhaseCommand.VERIFY);
        // An attached one brings rows that no mirror has seen.
        database.execute(
                "update item_2024 set size_new = 1",
                "alter table item_2024 alter size_new set not null, add constraint positive_new check (size_new >= 0)",
                "alter table item attach partition item_2024 for values from ('2024-01-01') to ('2025-01-01')");
        assertThat(workbench.run(PhaseCommand.CUTOVER, CHANGE).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.MIRROR_TOUCHED, ProblemCode.TWINS_INCOMPLETE);
        run(PhaseCommand.HARDEN);
        database.execute("create table item_2029 partition of item for values from ('2029-01-01') to ('2030-01-01')");
        database.execute(
                "create table item_2031 partition of item for values from ('2031-01-01') to ('2032-01-01') partition by list (region)",
                "create table item_2031_eu partition of item_2031 for values in ('eu')");
        done(PhaseCommand.VERIFY, RunOption.REPAIR);
        run(PhaseCommand.CUTOVER);
        assertThat(database.column("select pg_get_indexdef('item_2031_eu_size_name_idx'::regclass)"))
                .containsExactly(
                        "CREATE INDEX item_2031_eu_size_name_idx ON public.item_2031_eu USING btree (size) INCLUDE (name)");
        // That of 2029 had a name that the server gave it.
        assertThat(database.column("select pg_get_indexdef('item_2029_size_name_idx'::regclass)"))
                .containsExactly(
                        "CREATE INDEX item_2029_size_name_idx ON public.item_2029 USING btree (size) INCLUDE (name)");
        database.execute(
                "create table item_2028 partition of item for values from ('2028-01-01') to ('2029-01-01')",
                "insert into item (id, day, region, size) values (1, '2028-07-01', 'eu', 5)");
        run(PhaseCommand.VERIFY, PhaseCommand.ROLLBACK);
        runTo(Phase.CUT_OVER);
        run(PhaseCommand.CONTRACT);
        assertThat(database.column("select attname from pg_attribute where attname ~ '^size_' and attrelid in"
                        + " (select relid from pg_partition_tree('item'))"))
                .isEmpty();
    }

    /** After the run was put together, and before it notes how the mirror is. */
    @Test
    void whatIsAttachedAsAVerificationBeginsIsCompared() throws Exception {
        table(3_000);
        workbench.change(CHANGE, FILE);
        runTo(Phase.HARDENED);
        database.execute(
                "create table extra (like item including defaults including constraints)",
                "insert into extra (id, day, region, size, size_new) values (1, '2030-05-01', 'eu', 5, 6)",
                "alter table item disable trigger \"~pgretype_witness\"");
        CompletableFuture<Outcome> verify;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table only item in share update exclusive mode");
            verify = start(PhaseCommand.VERIFY);
            awaitTrue("select exists (select from pg_locks where not granted and relation = 'item'::regclass)");
            statement.execute(
                    "alter table item attach partition extra for values from ('2030-01-01') to ('2031-01-01')");
            connection.commit();
        }
        assertThat(assertStopped(verify.get(), ProblemCode.MISMATCHES).observed())
                .contains("1, 2030-05-01, eu size: 5 → 6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"primary key (id, day)", "unique (name, day)", "check (id > 0)"})
    void nothingIsLostUnderWrites(String key) throws Exception {
        database.execute(
                "create table item (id bigint, day date not null, size integer, name text, %s) partition by range (day)"
                        .formatted(key),
                "create table item_2024 partition of item for values from ('2024-01-01') to ('2025-01-01')",
                "create table item_rest partition of item default",
                "insert into item select i, date '2023-07-01' + (i % 500), i, 'n' || i from generate_series(1, 20000) as i",
                "analyze item",
                "create table twin (id bigint, day date, size bigint, name text)",
                "insert into twin select * from item");
        workbench.change(CHANGE, FILE);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> writes = CompletableFuture.runAsync(() -> write(over));
        try {
            runTo(Phase.CUT_OVER);
            run(PhaseCommand.VERIFY, PhaseCommand.ROLLBACK);
            runTo(Phase.CUT_OVER);
            run(PhaseCommand.CONTRACT);
        } finally {
            over.set(true);
            writes.get();
        }
        assertThat(
                        number(
                                "select count(*) from (select id, day, size, name from item except select * from twin) as more"))
                .isZero();
        assertThat(
                        number(
                                "select count(*) from (select * from twin except select id, day, size, name from item) as more"))
                .isZero();
    }

    /** Writes to both tables in one transaction; some rows go to the other partition. */
    private void write(AtomicBoolean over) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 1; !over.get(); i++) {
                for (String table : new String[] {"item", "twin"}) {
                    statement.execute("update %s set size = size + 1 where id = %d".formatted(table, i % 20_000));
                    statement.execute(
                            "update %s set day = date '2024-05-01' where id = %d".formatted(table, 3 * i % 20_000));
                    statement.execute("insert into %s (id, day, size, name) values (%d, '2023-01-01', 4, 'new %2$d')"
                            .formatted(table, 20_000 + i));
                }
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void goesOnAfterAPartitionWasDropped() {
        table(30_000);
        database.execute(
                "create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$",
                "create trigger refuse before update on item_rest for each row when (old.size = 20) execute function refuse()");
        workbench.change(CHANGE, FILE + "triggers: fire\n");
        run(PhaseCommand.EXPAND);
        refused(ProblemCode.ROWS_FAILING, PhaseCommand.BACKFILL);
        database.execute("drop trigger refuse on item_rest", "drop table item_2024");
        run(PhaseCommand.BACKFILL);
        assertThat(number(LEFT)).isZero();
    }

    @Test
    void planShowsTheStatementsOfAllPartitions() {
        table(3_000);
        workbench.change(CHANGE, FILE);
        String plan = String.join("\n", assertDone(workbench.plan(CHANGE)).results());
        assertThat(plan)
                .contains("create index concurrently item_2024_size_name_idx_new on public.item_2024 ")
                .contains("create index by_size_new on only public.item ")
                .contains("alter table only public.item_2025 add constraint")
                .contains("alter index public.item_2024_size_name_idx rename to item_2024_size_name_idx_old")
                .contains("about 3,000");
        String screen = String.join(
                " ", assertDone(workbench.plan(CHANGE, PlanForm.SCREEN)).results());
        assertThat(screen.replaceAll("\\s+", " "))
                .contains("7 partitions")
                .contains("one table with all partitions locked at a time");
    }

    /** Rows of partitions are filled and compared where they are, so what holds there counts. */
    @Test
    void whatAPartitionHasOfItsOwnIsLookedAt() {
        table(10);
        workbench.change(CHANGE, FILE);
        database.execute(
                "create function touch() returns trigger language plpgsql as $$ begin return new; end $$",
                "create trigger touch before update on item_2025_rest for each row execute function touch()");
        assertThat(assertStopped(workbench.plan(CHANGE), ProblemCode.TRIGGERS_UNDECIDED)
                        .stopped())
                .contains("item_2025_rest");
        workbench.change(CHANGE, FILE + "triggers: fire\n");
        assertDone(workbench.plan(CHANGE));
        database.execute(
                "create sequence own_numbers owned by item_2024.size",
                "alter table item_2024 alter size set default nextval('own_numbers')");
        assertThat(assertStopped(workbench.plan(CHANGE), ProblemCode.PARTITIONED_TABLE)
                        .observed())
                .isEqualTo("sequence own_numbers belongs to item_2024.size");
    }

    @Test
    void whatPostgresDoesNotAllowIsRefused() {
        table(10);
        for (String column : new String[] {"id: {type: numeric(20)}", "region: {type: varchar(20)}"}) {
            workbench.change(CHANGE, "table: item\ncolumns: {%s}\n".formatted(column));
            assertThat(workbench.plan(CHANGE).problems())
                    .filteredOn(problem -> problem.code() == ProblemCode.PARTITIONED_TABLE)
                    .extracting(Problem::observed)
                    .singleElement()
                    .asString()
                    .contains("is partitioned by");
        }
        database.execute(
                "create table other (size integer primary key)",
                "alter table item_2024 add foreign key (size) references other not valid");
        workbench.change(CHANGE, FILE);
        assertThat(assertStopped(workbench.plan(CHANGE), ProblemCode.PARTITIONED_TABLE)
                        .observed())
                .isEqualTo("foreign key item_2024_size_fkey of item_2024");
        workbench.change(CHANGE, FILE.replace("item", "item_2024"));
        assertThat(assertStopped(workbench.plan(CHANGE), ProblemCode.PARTITIONED_TABLE)
                        .next())
                .contains("Name the partitioned table");
    }

    @Test
    void whatIsBoundToPartitionsComesAlong() {
        table(300);
        database.execute(
                "create function note() returns trigger language plpgsql as $$ begin return new; end $$",
                "create trigger of_all before update of size on item for each row when (new.size > 5) execute function note()",
                "create trigger own before update of size on item_2024 for each row when (new.size > 6) execute function note()",
                "create view in_2024 as select id, size + 1 as more from item_2024",
                "create view of_all as select id from item where size > 4",
                "create policy big on item_2024 using (size > 3)",
                "create policy all_big on item using (size > 2)",
                "alter table item_rest replica identity using index item_rest_size_id_day_region_key",
                "grant select (size) on item_2024 to public");
        String before = SchemaDump.byCatalog(database);
        workbench.change(CHANGE, FILE + "triggers: fire\n");
        runTo(Phase.CUT_OVER);
        run(PhaseCommand.VERIFY, PhaseCommand.ROLLBACK, PhaseCommand.ABANDON);
        assertSchemaIs(before);
        runTo(Phase.CUT_OVER);
        run(PhaseCommand.CONTRACT);
        assertSchemaIs(before);
    }

    private void referencingTable() {
        database.execute(
                "create table orders (id integer primary key)",
                "insert into orders select generate_series(1, 500)",
                """
                create table item (
                    id bigint,
                    day date not null,
                    order_id integer references orders,
                    other_id integer references orders on delete set null)
                partition by range (day)""",
                "create table item_2024 partition of item for values from ('2024-01-01') to ('2025-01-01')",
                "create table item_rest partition of item default partition by range (day)",
                "create table item_old partition of item_rest for values from (minvalue) to ('2024-01-01')",
                "insert into item select i, date '2023-07-01' + i, i, i from generate_series(1, 500) as i",
                "analyze");
    }

    @Test
    void foreignKeysOfPartitionedTablesComeAlong() {
        referencingTable();
        String before = SchemaDump.byCatalog(database);
        workbench.change(CHANGE, "table: orders\ncolumns: {id: {type: bigint}}\nsoak: 0s\n");
        runTo(Phase.CUT_OVER);
        run(PhaseCommand.VERIFY, PhaseCommand.ROLLBACK);
        runTo(Phase.VERIFIED);
        run(PhaseCommand.ABANDON);
        assertSchemaIs(before);
        runTo(Phase.CUT_OVER);
        database.execute(
                "insert into orders (id) values (3000000000)",
                "insert into item (id, day, order_id) values (1, '2024-05-01', 3000000000)",
                "update item set order_id = null where order_id = 3",
                "delete from orders where id = 3");
        run(PhaseCommand.CONTRACT);
        assertSchemaIs(before);
    }

    /** Before PostgreSQL 18 they are made on each partition first. */
    @Test
    void whatAnInterruptedHardenHasMadeOnPartitionsIsKnown() throws SQLException {
        referencingTable();
        String before = SchemaDump.byCatalog(database);
        workbench.change(
                CHANGE, "table: orders\ncolumns: {id: {type: bigint}}\nsoak: 0s\nlimits: {lock-deadline: 500ms}\n");
        runTo(Phase.BACKFILLED);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table only item in row exclusive mode");
            refused(ProblemCode.LOCK_NOT_GRANTED, PhaseCommand.HARDEN);
        }
        if (PostgresServer.major() < 18) {
            assertThat(number("select count(*) from pg_constraint where conname = 'item_order_id_fkey_new'"))
                    .isEqualTo(2);
        }
        run(PhaseCommand.ABANDON);
        assertSchemaIs(before);
    }

    private void referencedTable() {
        database.execute(
                "create table item (id integer, day date, code integer, primary key (id, day), unique (day, code)) partition by range (day)",
                "create table item_2024 partition of item for values from ('2024-01-01') to ('2025-01-01')",
                "create table item_rest partition of item for values from (minvalue) to ('2024-01-01') partition by range (day)",
                "create table item_old partition of item_rest default",
                """
                create table note (
                    item_id integer,
                    code integer,
                    day date,
                    foreign key (item_id, day) references item on delete set null,
                    foreign key (code, day) references item (code, day))""",
                """
                create table line (
                    number integer,
                    item_id integer,
                    code integer,
                    day date,
                    foreign key (item_id, day) references item,
                    foreign key (code, day) references item (code, day))
                partition by hash (number)""",
                "create table line_0 partition of line for values with (modulus 2, remainder 0)",
                "create table line_1 partition of line for values with (modulus 2, remainder 1)",
                "insert into item select i, date '2023-07-01' + i, i from generate_series(1, 500) as i",
                "insert into note select id, code, day from item",
                "insert into line select id, id, code, day from item",
                "analyze");
    }

    @Test
    void foreignKeysToPartitionedTablesComeAlong() {
        referencedTable();
        String before = SchemaDump.byCatalog(database);
        workbench.change(CHANGE, "table: item\ncolumns: {id: {type: bigint}, code: {type: bigint}}\nsoak: 0s\n");
        runTo(Phase.VERIFIED);
        run(PhaseCommand.ABANDON);
        assertSchemaIs(before);
        runTo(Phase.CUT_OVER);
        run(PhaseCommand.VERIFY, PhaseCommand.ROLLBACK);
        runTo(Phase.VERIFIED);
        run(PhaseCommand.ABANDON);
        assertSchemaIs(before);
        runTo(Phase.CUT_OVER);
        run(PhaseCommand.CONTRACT);
        assertSchemaIs(before);
    }

    /** The server gives a partition that is created its part of each foreign key. */
    @Test
    void partitionsComeWhileForeignKeysReferenceTheTable() {
        referencedTable();
        workbench.change(CHANGE, "table: item\ncolumns: {id: {type: bigint}, code: {type: bigint}}\nsoak: 0s\n");
        runTo(Phase.VERIFIED);
        database.execute(
                "create table item_2025 partition of item for values from ('2025-01-01') to ('2026-01-01')",
                "insert into item values (1, '2025-05-01', 1)",
                "insert into note values (1, 1, '2025-05-01')",
                "insert into line values (1, 1, 1, '2025-05-01')");
        String before = SchemaDump.byCatalog(database).replace("bigint", "integer");
        run(PhaseCommand.HARDEN, PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
        assertThat(referencesTo("item_2025")).containsExactlyElementsOf(named(before, "item_2025"));
        assertThatThrownBy(() -> database.execute("delete from item where day = '2025-05-01'"))
                .hasMessageContaining("violates foreign key constraint");
        run(PhaseCommand.ROLLBACK);
        runTo(Phase.CUT_OVER);
        database.execute(
                "create table item_2026 partition of item for values from ('2026-01-01') to ('2027-01-01')",
                "insert into item (id, day, code) values (3000000000, '2026-05-01', 3000000000)",
                "insert into line (number, item_id, code, day) values (1, 3000000000, 3000000000, '2026-05-01')");
        run(PhaseCommand.CONTRACT);
        assertThat(number("select count(*) from pg_constraint where contype = 'f' and conparentid = 0 and convalidated"
                        + " and connamespace = 'public'::regnamespace"))
                .isEqualTo(4);
    }

    /** Those of the old columns: their twins have names of their own. */
    private static List<String> named(String dump, String partition) {
        Pattern reference =
                Pattern.compile("constraint (\\S+) on \\S+: FOREIGN KEY \\((?!\\w+_new).* REFERENCES public\\.%s\\(.*"
                        .formatted(partition));
        return dump.lines()
                .map(reference::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .sorted()
                .toList();
    }

    private List<String> referencesTo(String partition) {
        return database
                .column("select conname from pg_constraint where contype = 'f' and confrelid = '%s'::regclass"
                        .formatted(partition))
                .stream()
                .sorted()
                .toList();
    }
}
