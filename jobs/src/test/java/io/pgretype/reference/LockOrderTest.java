package io.pgretype.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.ForeignKey.Actions;
import io.pgretype.catalog.ForeignKey.Deferral;
import io.pgretype.catalog.ForeignKey.Pair;
import io.pgretype.catalog.ForeignKey.Table;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockOrderTest {

    @Test
    void whatIsReferencedComesFirstWhateverItsName() {
        assertThat(order(List.of("z", "a", "m"), key("a", "z"), key("m", "a"), key("a", "a")))
                .containsExactly("z", "a", "m");
    }

    @Test
    void tablesThatDoNotReferenceEachOtherAreOrderedByName() {
        assertThat(order(List.of("b", "a", "b"), key("a", "elsewhere"))).containsExactly("a", "b");
    }

    @Test
    void aCircleIsBrokenByName() {
        assertThat(order(List.of("b", "a", "c"), key("a", "b"), key("b", "a"), key("c", "b")))
                .containsExactly("a", "b", "c");
    }

    private static List<String> order(List<String> tables, ForeignKey... keys) {
        return LockOrder.of(tables.stream().map(LockOrderTest::name).toList(), Arrays.asList(keys)).stream()
                .map(table -> table.name().name())
                .toList();
    }

    private static QualifiedName name(String table) {
        return QualifiedName.of("public", table);
    }

    private static ForeignKey key(String referencing, String referenced) {
        Identifier id = Identifier.of("id");
        return new ForeignKey(
                1,
                Identifier.of(referencing + "_" + referenced),
                new Table(1, name(referencing)),
                new Table(2, name(referenced)),
                List.of(new Pair(id, id)),
                new Actions("", "", "", List.of()),
                Deferral.NONE,
                true,
                true,
                null);
    }
}
