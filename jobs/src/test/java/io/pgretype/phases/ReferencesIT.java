package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.SchemaDump;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A column that others reference moves, and they move along. */
class ReferencesIT extends PhaseFixture {

    private static final String CREATE = """
            create schema sales;
            create table sales.orders (
                id   integer primary key,
                code integer not null unique
            );
            create table public.order_line (
                id         integer primary key,
                order_code integer not null
                    constraint line_of_order references sales.orders (code) on delete cascade
            );
            create index order_line_by_order on public.order_line (order_code);
            comment on constraint line_of_order on public.order_line is 'a line goes with its order';
            create table public.note (
                id         integer primary key,
                order_code integer constraint note_of_order references sales.orders (code)
                    on update cascade on delete set null deferrable
            );
            insert into sales.orders select i, i from generate_series(1, 100) as i;
            insert into order_line select i, i % 100 + 1 from generate_series(1, 1000) as i;
            insert into note select i, i from generate_series(1, 50) as i""";

    private static final String FILE = """
            table: sales.orders
            columns:
              code: {type: bigint}
            soak: 0s
            limits: {lock-deadline: 1s}
            """;

    private int written = 1_000;

    @BeforeEach
    void prepare() {
        database.execute(CREATE.split(";"));
        workbench.change(CHANGE, FILE);
    }

    @Test
    void allThatReferenceItMoveAlong() {
        String before = SchemaDump.byCatalog(database);
        for (PhaseCommand command : PhaseCommand.forward()) {
            write();
            done(command);
            write();
        }
        database.execute(
                "insert into sales.orders (id, code) values (-9, 3000000000)",
                "insert into note (id, order_code) values (-1, 3000000000)");
        assertThat(SchemaDump.withoutColumnOrder(SchemaDump.byCatalog(database)))
                .isEqualTo(SchemaDump.withoutColumnOrder(retyped(before)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"EXPANDED", "BACKFILLED", "HARDENED", "VERIFIED", "CUT_OVER"})
    void theWayBackLeavesAllAsTheyWere(Phase last) {
        String before = SchemaDump.byCatalog(database);
        runTo(last);
        write();
        if (last == Phase.CUT_OVER) {
            done(PhaseCommand.ROLLBACK);
            write();
        }
        done(PhaseCommand.ABANDON);
        write();
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    /** An integer may reference a bigint. */
    @Test
    void orTheyStayAsTheyAre() {
        reopen(FILE + "references: leave\n");
        String before = SchemaDump.byCatalog(database);
        for (PhaseCommand command : PhaseCommand.forward()) {
            done(command);
            write();
            if (command == PhaseCommand.CUTOVER) {
                done(PhaseCommand.ROLLBACK);
                write();
                runTo(Phase.CUT_OVER);
                write();
            }
        }
        assertThat(SchemaDump.withoutColumnOrder(SchemaDump.byCatalog(database)))
                .isEqualTo(SchemaDump.withoutColumnOrder(
                        before.replaceAll("(?m)(\\borders\\b.*\\bcode\\b.*)\\binteger\\b", "$1bigint")));
    }

    /** But nothing compares it with a uuid. */
    @Test
    void unlessTheirTypesCannotReferenceTheNewOne() {
        database.execute(
                "create table node (id integer primary key, code text not null unique)",
                "create table file (id integer primary key, node text constraint file_of_node references node (code))");
        String file = "table: node\ncolumns:\n  code: {type: uuid, convert-back: code_new::text}\n";
        reopen(file + "references: leave\n");
        assertThat(refused(ProblemCode.FOREIGN_KEY_COLUMN, PhaseCommand.EXPAND).observed())
                .startsWith("foreign key file_of_node of public.file: ");
        reopen(file);
        done(PhaseCommand.EXPAND);
    }

    @Test
    void aHalfDoneCutoverGoesOn() throws SQLException {
        String before = SchemaDump.byCatalog(database);
        cutOverHalf();
        write();
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.PARTLY_CUT_OVER);
        assertThat(workbench.status().read(CHANGE).swapped()).containsExactly("public.note");
        assertThat(workbench.status().rowsLeft(CHANGE).rows()).isZero();
        assertThat(done(PhaseCommand.CUTOVER).results())
                .anyMatch(line -> line.startsWith("swapped: public.order_line; 1 left."))
                .anyMatch(line -> line.startsWith("cut over: "));
        write();
        done(PhaseCommand.CONTRACT);
        write();
        assertThat(SchemaDump.withoutColumnOrder(SchemaDump.byCatalog(database)))
                .isEqualTo(SchemaDump.withoutColumnOrder(retyped(before)));
    }

    @Test
    void aHalfDoneCutoverGoesBack() throws SQLException {
        String before = SchemaDump.byCatalog(database);
        cutOverHalf();
        write();
        done(PhaseCommand.ROLLBACK);
        write();
        done(PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @Test
    void aHalfDoneRollbackMustBeFinished() throws SQLException {
        runTo(Phase.CUT_OVER);
        whileLocked("order_line", () -> refused(ProblemCode.LOCK_NOT_GRANTED, PhaseCommand.ROLLBACK));
        write();
        refused(ProblemCode.WRONG_PHASE, PhaseCommand.CUTOVER);
        done(PhaseCommand.ROLLBACK);
        write();
        // What the way back took of the new columns is made again.
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.BACKFILLED);
        runTo(Phase.CUT_OVER);
        write();
    }

    @Test
    void aHalfDoneExpandGoesOnOrBack() throws SQLException {
        String before = SchemaDump.byCatalog(database);
        whileLocked("order_line", () -> refused(ProblemCode.LOCK_NOT_GRANTED, PhaseCommand.EXPAND));
        write();
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.PARTLY_EXPANDED);
        refused(ProblemCode.WRONG_PHASE, PhaseCommand.BACKFILL);
        done(PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
        whileLocked("order_line", () -> refused(ProblemCode.LOCK_NOT_GRANTED, PhaseCommand.EXPAND));
        assertThat(done(PhaseCommand.EXPAND).results())
                .contains("expanded: public.order_line has order_code_new, kept right by the mirror.");
        runTo(Phase.CUT_OVER);
        write();
    }

    @Test
    void aForeignKeyThatCameSinceExpandIsNoticed() {
        runTo(Phase.VERIFIED);
        database.execute("create table late (id integer primary key, code integer references sales.orders (code))");
        assertThat(refused(ProblemCode.REFERENCE_TOO_LATE, PhaseCommand.CUTOVER).observed())
                .isEqualTo("made since expand: foreign key late_code_fkey of public.late");
        database.execute("alter table late drop constraint late_code_fkey");
        done(PhaseCommand.CUTOVER);
    }

    @Test
    void aForeignKeyThatIsGoneTakesItsTwinAlong() {
        runTo(Phase.VERIFIED);
        database.execute("alter table order_line drop constraint line_of_order");
        refused(ProblemCode.TWINS_INCOMPLETE, PhaseCommand.CUTOVER);
        assertThat(done(PhaseCommand.HARDEN).results())
                .contains("removed: the twin of foreign key line_of_order of public.order_line, which is gone.");
        done(PhaseCommand.VERIFY);
        done(PhaseCommand.CUTOVER);
    }

    /** The note is swapped, then the line's table is busy. */
    private void cutOverHalf() throws SQLException {
        runTo(Phase.VERIFIED);
        whileLocked("order_line", () -> refused(ProblemCode.LOCK_NOT_GRANTED, PhaseCommand.CUTOVER));
    }

    private void whileLocked(String table, Runnable work) throws SQLException {
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            CompletableFuture<Void> query = runs(statement, "select count(*), pg_sleep(600) from " + table);
            work.run();
            statement.cancel();
            query.handle((nothing, cancelled) -> nothing).join();
        }
    }

    private static String retyped(String dump) {
        return dump.replaceAll("(?m)(\\b(order_)?code\\b.*)\\binteger\\b", "$1bigint");
    }

    /** Each kind of write to both ends; at the end all is as before. */
    private void write() {
        int id = ++written;
        database.execute(
                "insert into sales.orders (id, code) values (%1$d, %1$d)".formatted(id),
                "insert into order_line (id, order_code) values (%1$d, %1$d)".formatted(id),
                "insert into note (id, order_code) values (%1$d, %1$d)".formatted(id),
                "begin; set constraints note_of_order deferred; insert into note (id, order_code) values (-%1$d, -%1$d);"
                                .formatted(id)
                        + " insert into sales.orders (id, code) values (-%1$d, -%1$d); commit".formatted(id),
                "update sales.orders set code = -%d - 100000 where code = -%1$d".formatted(id),
                "delete from order_line where id = %d".formatted(id),
                "insert into order_line (id, order_code) values (%1$d, %1$d)".formatted(id));
        assertThat(number("select order_code from note where id = -%d".formatted(id)))
                .isEqualTo(-id - 100_000);
        database.execute("delete from sales.orders where id in (%1$d, -%1$d)".formatted(id));
        assertThat(number("select count(*) from order_line where id = %d".formatted(id)))
                .isZero();
        assertThat(number("select count(*) from note where id in (%1$d, -%1$d) and order_code is null".formatted(id)))
                .isEqualTo(2);
    }
}
