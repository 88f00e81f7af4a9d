package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.PostgresServer;
import io.pgretype.testkit.PublishingServer;
import io.pgretype.testkit.TestDatabase;
import io.pgretype.testkit.Workbench;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that subscribes to all tables, ours too, and that plan has told what to do. */
class SubscriberIT {

    private static final PostgresServer SERVER = PublishingServer.start();

    private static final String CHANGE = "the-change";
    private static final String FILE = "table: item\ncolumns: {size: {type: bigint}}\n";

    /** What there is to see of the rows, under names that do not change. */
    private static final String ROWS =
            "select md5(string_agg(concat_ws(' ', id, size, note), E'\\n' order by id)) from item";

    private static final String LEDGER = """
            select string_agg(fact, E'\\n' order by fact)
              from (select format('%s.%s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull)
                      from pg_attribute
                      join pg_class on pg_class.oid = attrelid
                     where relnamespace = to_regnamespace('pgretype')
                       and relkind = 'r'
                       and attnum > 0
                    union all
                    select pg_get_indexdef(indexrelid)
                      from pg_index
                      join pg_class on pg_class.oid = indrelid
                     where relnamespace = to_regnamespace('pgretype')) as facts (fact)""";

    private TestDatabase publisher;
    private TestDatabase subscriber;
    private Workbench workbench;
    private int written;

    @BeforeEach
    void open() {
        publisher = TestDatabase.on(SERVER);
        subscriber = TestDatabase.on(SERVER);
        workbench = Workbench.on(publisher);
    }

    @AfterEach
    void close() {
        workbench.close();
        subscriber.execute("drop subscription if exists of_everything");
        subscriber.close();
        publisher.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"14 | for all tables", "15 | for tables in schema public, pgretype"})
    void goesOnFromExpandToContract(int since, String published) {
        assumeTrue(PostgresServer.major() >= since);
        subscribe(published);
        writes();

        workbench.change(CHANGE, FILE);
        Outcome plan = workbench.plan(CHANGE);
        assertThat(assertStopped(plan, ProblemCode.LEDGER_PUBLISHED).observed())
                .isEqualTo("publication \"All of it\" has them too");
        assertThat(workbench.run(PhaseCommand.EXPAND, CHANGE).problems()).isEqualTo(plan.problems());
        // Not even a row of the ledger is on its way.
        assertThat(publisher.value("select count(*) from pg_tables where schemaname = 'pgretype'", Long.class))
                .isZero();
        subscriber.execute(String.join("\n", plan.results()));

        workbench.change(CHANGE, FILE + "publications: prepared\n");
        List<String> statements = statementsForSubscribers(workbench.plan(CHANGE));
        assertThat(statements).hasSize(3);
        subscriber.execute(statements.get(0));
        run(PhaseCommand.EXPAND);
        subscriber.execute("alter subscription of_everything refresh publication");
        writes();
        for (PhaseCommand command : List.of(PhaseCommand.BACKFILL, PhaseCommand.HARDEN, PhaseCommand.VERIFY)) {
            run(command);
            writes();
        }
        subscriber.execute(statements.get(1));
        run(PhaseCommand.CUTOVER);
        writes();
        publisher.execute("insert into item (id, note, size) values (-1, 'wide', 3000000000)");
        run(PhaseCommand.VERIFY);
        run(PhaseCommand.CONTRACT, RunOption.NOW);
        subscriber.execute(statements.get(2));
        writes();

        assertThat(subscriber.value(LEDGER, String.class)).isEqualTo(publisher.value(LEDGER, String.class));
        sameInBoth("select string_agg(to_phase, ' ' order by id) from pgretype.transition");
        sameInBoth("select count(*)::text from pgretype.batch_step_execution where status = 'COMPLETED'");
    }

    private void subscribe(String published) {
        String table = "create table item (id integer primary key, size integer not null, note text)";
        // The slot by hand: on one server, create subscription would wait for its own transaction.
        publisher.execute(
                published.contains("pgretype") ? "create schema pgretype" : "select 1",
                table,
                "insert into item select i, i, i from generate_series(1, 2000) as i",
                "create publication \"All of it\" " + published,
                "select pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(subscriber.name()));
        subscriber.execute(
                table,
                "create subscription of_everything connection 'host=%s port=%d dbname=%s user=%s password=%s'"
                                .formatted(
                                        publisher.host(),
                                        publisher.port(),
                                        publisher.name(),
                                        publisher.user(),
                                        publisher.password())
                        + " publication \"All of it\" with (create_slot = false, slot_name = '%s')"
                                .formatted(subscriber.name()));
    }

    private void run(PhaseCommand command, RunOption... options) {
        assertDone(workbench.run(command, CHANGE, options));
    }

    /** The statements that the plan quotes for the subscriber, in their order. */
    private static List<String> statementsForSubscribers(Outcome plan) {
        assertDone(plan);
        String line = plan.results().stream()
                .filter(text -> text.contains("published by \"All of it\". A subscriber"))
                .findFirst()
                .orElseThrow();
        assertThat(plan.results()).anyMatch(text -> text.contains("alter subscription … refresh publication"));
        return Pattern.compile("alter table [^;]*?(?=;|\\.$)")
                .matcher(line)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** As the application does, and waits until the subscriber has it too. */
    private void writes() {
        written++;
        publisher.execute(
                "insert into item (id, size, note) values (%d, 7, 'new')".formatted(10_000 + written),
                "update item set size = size + 1, note = 'again' where id % 100 = " + written,
                "delete from item where id = " + written);
        sameInBoth(ROWS);
    }

    private void sameInBoth(String query) {
        String expected = publisher.value(query, String.class);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(subscriber.value(query, String.class))
                .as(query)
                .isEqualTo(expected));
    }
}
