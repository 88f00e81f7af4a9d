package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.testkit.SchemaDump;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A primary key that moves: in every phase the application writes rows and keys of every kind. */
class PrimaryKeyIT extends PhaseFixture {

    private KeyTable table = KeyTable.ORDERS;
    private int written;

    @ParameterizedTest
    @EnumSource
    void getsItsNewTypeAndNothingElse(KeyTable table) {
        prepare(table);
        String before = dump();
        runAndWrite(PhaseCommand.EXPAND, PhaseCommand.BACKFILL);
        assertThat(workbench.status().rowsLeft(CHANGE).rows()).isZero();
        runAndWrite(PhaseCommand.HARDEN, PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
        writeBeyondTheOldType();
        runAndWrite(PhaseCommand.VERIFY, PhaseCommand.CONTRACT);

        assertSameAsOracle();
        assertThat(SchemaDump.withoutColumnOrder(dump()))
                .isEqualTo(SchemaDump.withoutColumnOrder(table.retyped(before)));
    }

    @ParameterizedTest
    @EnumSource
    void goesBackAndForthAndLeavesTheSchemaAsItWas(KeyTable table) {
        prepare(table);
        String before = dump();
        runTo(Phase.CUT_OVER);
        String after = dump();
        runAndWrite(PhaseCommand.ROLLBACK);
        runAndWrite(PhaseCommand.HARDEN, PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
        assertThat(dump()).isEqualTo(after);
        runAndWrite(PhaseCommand.ROLLBACK);
        assertSameAsOracle();
        run(PhaseCommand.ABANDON);
        assertThat(dump()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
            value = PhaseCommand.class,
            names = {"EXPAND", "BACKFILL", "HARDEN", "VERIFY"})
    void abandonLeavesTheSchemaAsItWas(PhaseCommand last) {
        prepare(KeyTable.LINES);
        String before = dump();
        for (PhaseCommand command : PhaseCommand.values()) {
            runAndWrite(command);
            if (command == last) {
                break;
            }
        }
        run(PhaseCommand.ABANDON);
        assertThat(dump()).isEqualTo(before);
        assertSameAsOracle();
    }

    private void prepare(KeyTable table) {
        this.table = table;
        database.execute(table.create().toArray(String[]::new));
        database.execute("""
                insert into item (%s, name, note)
                select %s, 'n' || i, 'old'
                  from generate_series(1, %d) as i""".formatted(table.keyColumn(), table.keyOfRow(), KeyTable.ROWS));
        database.execute("analyze item", "create schema oracle", "create table oracle.item (like item including all)");
        for (String column : table == KeyTable.BOTH ? List.of("part", "id") : List.of(table.keyColumn())) {
            String type = table == KeyTable.NODE ? "uuid" : "bigint";
            database.execute("alter table oracle.item alter %1$s type %2$s using %1$s::%2$s".formatted(column, type));
        }
        database.execute("insert into oracle.item (%1$s, name, note) select %1$s%2$s, name, note from item"
                .formatted(table.keyColumn(), table == KeyTable.NODE ? "::uuid" : ""));
        workbench.change(CHANGE, table.change());
    }

    /** Without the oracle, which is no part of it. */
    private String dump() {
        return SchemaDump.byCatalog(database)
                .lines()
                .filter(line -> !line.contains("oracle."))
                .collect(Collectors.joining("\n"));
    }

    private void runAndWrite(PhaseCommand... commands) {
        for (PhaseCommand command : commands) {
            run(command);
            written++;
            String column = table.keyColumn();
            int unused = 2 * KeyTable.ROWS + 10 * written;
            write("insert into %s (" + column + ", name) values (" + table.key(unused) + ", 'new" + written + "')");
            if (!table.onConflict().isEmpty()) {
                write("insert into %s (" + column + ", name) values (" + table.key(unused) + ", 'twice" + written
                        + "') " + table.onConflict());
            }
            write("update %s set note = 'changed" + written + "' where " + column + " = " + table.key(written));
            write("update %s set " + column + " = " + table.key(unused + 1) + " where " + column + " = "
                    + table.key(unused));
            write("update %s set " + column + " = " + table.key(unused + 2) + ", note = 'moved' where " + column + " = "
                    + table.key(100 + written));
            write("delete from %s where " + column + " = " + table.key(200 + written));
        }
    }

    private void writeBeyondTheOldType() {
        String column = table.keyColumn();
        write("insert into %s (" + column + ", name) values (" + table.wideKey() + ", 'wide')");
        write("update %s set note = 'written again' where " + column + " = " + table.wideKey());
    }

    private void write(String statement) {
        database.execute(statement.replace("%s", "item"), statement.replace("%s", "oracle.item"));
    }

    private void assertSameAsOracle() {
        assertThat(database.value(table.digest("item"), String.class))
                .isEqualTo(database.value(table.digest("oracle.item"), String.class));
    }
}
