package io.pgretype.lint.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.lint.migration.Migration;
import io.pgretype.lint.migration.Transactions;
import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.scratch.Base;
import io.pgretype.lint.scratch.ScratchServer;
import io.pgretype.lint.script.Client;
import io.pgretype.lint.script.SqlScript;
import io.pgretype.lint.stats.Statistics;
import io.pgretype.lint.trace.ToolSession;
import io.pgretype.lint.trace.Tracer;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReplayIT {

    private static final String SETUP = """
            create type mood as enum ('good', 'bad');
            create table orders (
                id integer generated always as identity primary key,
                quantity integer not null,
                note varchar(20),
                mood mood,
                payload jsonb);
            create table customer (id integer primary key, name text);
            create function first_note(of_order integer) returns text language plpgsql as $$
            begin
                return (select note from orders where id = of_order or of_order is null limit 1);
            end $$;
            create function touch(integer) returns integer language sql as 'select $1';
            """;

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private static ScratchServer server;
    private final List<Replay.Failing> failing = new ArrayList<>();

    @BeforeAll
    static void connect() throws SQLException {
        server = ScratchServer.at(DATABASE.url());
    }

    @AfterAll
    static void disconnect() throws SQLException {
        server.close();
    }

    @Test
    void namesTheStatementThatFailsAndWhatMadeItFail() throws SQLException {
        List<Finding> findings =
                replay("""
                select id from customer;
                insert into orders (quantity, note) values ($1, $2);
                """, "alter table customer add column place text;\nalter table orders drop column note;");

        assertThat(brief(findings)).containsExactly("2.sql:2 statement-breaks");
        assertThat(findings.get(0).observed())
                .isEqualTo(
                        "running.sql:2 insert into orders (quantity, note) values ($1, $2): ERROR 42703: column \"note\" of relation \"orders\" does not exist");
        assertThat(findings.get(0).statement()).isEqualTo("alter table orders drop column note");
    }

    @Test
    void oneFindingNamesAllThatOneStatementBreaks() throws SQLException {
        List<Finding> findings = replay("""
                select note from orders;
                update orders set note = $1 where id = $2 returning id;
                select 1;
                delete from orders o using customer c where c.name = o.note;
                """, "alter table orders rename column note to words;");

        assertThat(brief(findings)).containsExactly("2.sql:1 statement-breaks");
        assertThat(findings.get(0).observed().lines()).hasSize(3);
    }

    @Test
    void aWiderColumnChangesWhatIsRead() throws SQLException {
        List<Finding> findings = replay(
                "select id, quantity from orders where quantity = $1;",
                "alter table orders alter column quantity type bigint;");

        assertThat(brief(findings))
                .containsExactlyInAnyOrder("2.sql:1 statement-changes-result", "2.sql:1 cached-plan-breaks");
        assertThat(findings.get(0).observed())
                .contains("$1 was integer, is bigint; column 2 was quantity integer, is quantity bigint");
    }

    /** What a client has sent as a number is refused where there is text now. */
    @Test
    void typesOfParametersAreKept() throws SQLException {
        List<Finding> findings = replay(
                "select id from orders where quantity = $1;", "alter table orders alter column quantity type text;");

        assertThat(brief(findings)).containsExactly("2.sql:1 statement-breaks");
        assertThat(findings.get(0).observed()).contains("operator does not exist: text = integer");
    }

    @Test
    void aColumnMoreChangesWhatAStarMeans() throws SQLException {
        List<Finding> findings = replay(
                "select * from orders where id = $1;\nselect id, note from orders;\nupdate orders set note = $1;",
                "alter table orders add column place text;");

        assertThat(brief(findings))
                .containsExactlyInAnyOrder("2.sql:1 statement-changes-result", "2.sql:1 cached-plan-breaks");
        assertThat(findings)
                .allSatisfy(finding ->
                        assertThat(finding.observed()).contains("running.sql:1").doesNotContain(":2 "));
        assertThat(findings.get(0).observed()).endsWith("place text is new");
    }

    /** No client sees a difference, but the server refuses the plan. */
    @Test
    void aLongerVarcharBreaksCachedPlansAlone() throws SQLException {
        assertThat(brief(replay("select note from orders;", "alter table orders alter column note type text;")))
                .containsExactly("2.sql:1 cached-plan-breaks");
    }

    @Test
    void whatDoesNotTouchThemIsNotFound() throws SQLException {
        assertThat(replay("""
                        select id, note, payload ? 'a', payload ->> $2 from orders where mood = $1 and id = any ($3);
                        insert into orders (quantity, mood, payload) values ($1, $2, $3) returning *;
                        select touch($1), nextval('orders_id_seq');
                        with a as (select id from orders) select count(*) from a;
                        (select 1) union all values (2);
                        """, """
                        create index on orders (quantity);
                        alter table customer add column place text;
                        alter table orders add constraint positive check (quantity > 0);
                        alter type mood add value 'none';
                        """)).isEmpty();
        assertThat(failing).isEmpty();
    }

    @Test
    void whatFailsAlreadyIsSaidOnceAndIsNoFinding() throws SQLException {
        assertThat(replay("select id from nowhere;\nselect $1;\nbegin;\nset a.b = 1;\nselect note from orders;", """
                        alter table orders add column place text;
                        """))
                .isEmpty();

        assertThat(failing)
                .extracting(each -> each.statement().line() + " " + each.error())
                .containsExactly("1 ERROR 42P01: relation \"nowhere\" does not exist");
    }

    @Test
    void nothingIsWritten() throws SQLException {
        try (Base base = Base.of(server, List.of(migration("1.sql", SETUP)));
                Replay replay = Replay.in(
                        base.database(),
                        StatementsFile.parse(
                                Path.of("running.sql"),
                                "insert into customer values (1);\nselect nextval('orders_id_seq');"));
                Tracer tracer = Tracer.on(base.database(), ToolSession.plain(), Statistics.NONE);
                var connection = base.database().connect()) {
            replay.after(tracer.run(migration("2.sql", "alter table customer add column place text;")));

            try (var row = connection
                    .createStatement()
                    .executeQuery("select is_called, (select count(*) from customer) from orders_id_seq")) {
                row.next();
                assertThat(row.getBoolean(1)).isFalse();
                assertThat(row.getInt(2)).isZero();
            }
        }
    }

    /** The server looks into such a function only when it runs. */
    @Test
    void aFunctionThatFailsInsideIsSeenWhereItCanBeRun() throws SQLException {
        List<Finding> findings = replay(
                "select first_note($1);\nselect first_note(id) from orders;", "alter table orders drop column note;");

        assertThat(brief(findings)).containsExactly("2.sql:1 statement-breaks");
        assertThat(findings.get(0).observed())
                .contains("running.sql:1", "42703")
                .doesNotContain("running.sql:2");
    }

    @Test
    void eachMigrationIsToldWhatItBreaks() throws SQLException {
        assertThat(brief(replay(
                        "select note from orders;\nselect name from customer;",
                        "alter table orders drop column note;",
                        "alter table customer rename to customers;")))
                .containsExactly("2.sql:1 statement-breaks", "3.sql:1 statement-breaks");
    }

    @Test
    void aTypeThatIsGoneBreaksWhatSendsIt() throws SQLException {
        assertThat(brief(replay(
                        "update orders set mood = $1;",
                        "alter table orders alter column mood type text;\ndrop type mood;")))
                .containsExactly("2.sql:1 statement-breaks");
    }

    private List<Finding> replay(String running, String... migrations) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (Base base = Base.of(server, List.of(migration("1.sql", SETUP)));
                Replay replay = Replay.in(base.database(), StatementsFile.parse(Path.of("running.sql"), running));
                Tracer tracer = Tracer.on(base.database(), ToolSession.plain(), Statistics.NONE)) {
            for (int i = 0; i < migrations.length; i++) {
                findings.addAll(replay.after(tracer.run(migration((i + 2) + ".sql", migrations[i]))));
            }
            failing.addAll(replay.failing());
        }
        return findings;
    }

    private static Migration migration(String name, String sql) {
        return new Migration(
                Path.of(name),
                Transactions.EACH_STATEMENT,
                SqlScript.of(sql, Client.DRIVER).statements());
    }

    private static List<String> brief(List<Finding> findings) {
        return findings.stream()
                .map(finding -> "%s:%d %s"
                        .formatted(
                                finding.file(), finding.line(), finding.rule().id()))
                .toList();
    }
}
