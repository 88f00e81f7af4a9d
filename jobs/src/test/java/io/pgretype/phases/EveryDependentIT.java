package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.testkit.PostgresServer;
import io.pgretype.testkit.SchemaDump;
import io.pgretype.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A schema that has every kind of dependent at once: the types change, and nothing else; every way back leaves it as it was. */
class EveryDependentIT extends PhaseFixture {

    @AutoClose
    private final TestDatabase oracle = TestDatabase.create();

    @ParameterizedTest
    @EnumSource
    void comesAlong(Retyping retyping) {
        database.execute(retyping.statements(PostgresServer.major()));
        oracle.execute(retyping.statementsWithNewTypes(PostgresServer.major()));
        workbench.change(CHANGE, retyping.change());
        Dump before = Dump.of(database);

        for (PhaseCommand last : retyping.abandonedAfter()) {
            runTo(last.to());
            run(PhaseCommand.ABANDON);
            Dump.of(database).assertIs(before, "after %s and abandon".formatted(last.text()));
        }

        runTo(Phase.CUT_OVER);
        run(PhaseCommand.ROLLBACK, PhaseCommand.ABANDON);
        Dump.of(database).assertIs(before, "after rollback and abandon");

        runTo(Phase.CUT_OVER);
        run(PhaseCommand.CONTRACT);
        Dump.of(database)
                .withoutColumnOrder()
                .assertIs(Dump.of(oracle).withoutColumnOrder().withOldConstants(retyping), "after contract");
    }

    /** @param pgDump the catalog's once more, where there is no pg_dump for the server */
    private record Dump(String pgDump, String catalog) {

        /** What pg_dump says is not always in the same order. */
        static Dump of(TestDatabase database) {
            return new Dump(SchemaDump.withoutColumnOrder(SchemaDump.of(database)), SchemaDump.byCatalog(database));
        }

        /** Statistics have the columns in the table's order. */
        Dump withoutColumnOrder() {
            return new Dump(
                    pgDump.replace("ON size, other ", "ON other, size "),
                    SchemaDump.withoutColumnOrder(catalog).replace("ON size, other ", "ON other, size "));
        }

        Dump withOldConstants(Retyping retyping) {
            return new Dump(retyping.withOldConstants(pgDump), retyping.withOldConstants(catalog));
        }

        void assertIs(Dump expected, String when) {
            assertSame(pgDump, expected.pgDump, when);
            assertSame(catalog, expected.catalog, when);
        }

        /** Says the lines that differ, and not all. */
        private static void assertSame(String dump, String expected, String when) {
            List<String> missing = new ArrayList<>(expected.lines().toList());
            dump.lines().forEach(missing::remove);
            List<String> added = new ArrayList<>(dump.lines().toList());
            expected.lines().forEach(added::remove);
            assertThat(missing).as("missing %s, there instead: %s", when, added).isEmpty();
            assertThat(dump).as(when).isEqualTo(expected);
        }
    }
}
