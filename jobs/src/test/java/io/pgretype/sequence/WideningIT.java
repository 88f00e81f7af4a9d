package io.pgretype.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableReader;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.change.QualifiedName;
import io.pgretype.change.TableChange;
import io.pgretype.database.Database;
import io.pgretype.testkit.TestDatabase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What type a sequence gets. */
class WideningIT {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final Database own = Database.of(database.dataSource());

    @ParameterizedTest
    @CsvSource({
        "smallint, smallint, integer, INTEGER",
        "smallint, integer, bigint, BIGINT",
        "integer, smallint, integer, INTEGER",
        "integer, integer, bigint, BIGINT",
        "integer, integer, numeric, BIGINT",
        "integer, integer, wide, BIGINT",
        "bigint, bigint, integer, BIGINT"
    })
    void thatOfItsColumnWhereThatIsWider(String sequence, String from, String to, NumberType expected) {
        database.execute("create domain wide as bigint", "create sequence s as " + sequence);
        create(from);
        assertThat(decision(to, KeptNarrow.NONE)).isEqualTo(new Widening.Decision(expected, Optional.empty()));
    }

    @Test
    void itsOwnWhereItIsToBeKept() {
        database.execute("create sequence s as integer");
        create("integer");
        assertThat(decision("bigint", (table, column) -> Optional.of("a column stays narrow")))
                .isEqualTo(new Widening.Decision(NumberType.INTEGER, Optional.of("a column stays narrow")));
    }

    @Test
    void itsOwnWhereANarrowerDomainDrawsFromIt() {
        database.execute(
                "create domain narrow as integer",
                "create sequence s as integer",
                "create table other (id narrow default nextval('s'))");
        create("integer");
        assertThat(decision("bigint", KeptNarrow.NONE).reason())
                .contains("other.id draws from it too and stays integer");
    }

    private void create(String type) {
        database.execute("create table item (key text primary key, id %s default nextval('s'))".formatted(type));
    }

    private Widening.Decision decision(String to, KeptNarrow kept) {
        Identifier id = Identifier.of("id");
        TableUnderChange table = new TableReader(own)
                .read(new TableChange(QualifiedName.of("public", "item"), List.of(new Move(id, to, null, null))), 0);
        ColumnChange column = table.columns().get(0);
        Sequence sequence = new SequenceReader(own.jdbc())
                .feeds(table.oid(), List.of(id))
                .get(0)
                .sequence();
        return new Widening(own.jdbc(), List.of(table), kept).of(sequence, table, column);
    }
}
