package io.pgretype.init;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.Change;
import io.pgretype.change.ChangeFiles;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.change.TableChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstFileTest {

    private static final QualifiedName ORDERS = QualifiedName.of("public", "orders");

    @Test
    void isAsShortAsCanBe() {
        assertThat(new FirstFile(ORDERS, Identifier.of("id"), "bigint").text()).isEqualToNormalizingNewlines("""
                table: public.orders
                columns:
                  id:
                    type: bigint
                """);
    }

    @Test
    void anyNameIsReadAgainAsItWas() {
        for (String name : List.of("Order Items", "it's", "a\"b", "a: b", "a # b", "order", "- a", "{a}")) {
            var file = new FirstFile(QualifiedName.of(name, name), Identifier.of(name), "text collate \"C\"");

            TableChange read = read(file).tables().get(0);

            assertThat(read.table()).isEqualTo(file.table());
            assertThat(read.moves().get(0).column()).isEqualTo(file.column());
            assertThat(read.moves().get(0).type()).isEqualTo(file.type());
        }
    }

    @Test
    void whatIsToBeDecidedIsACommentWhateverTheNames() {
        var file = new FirstFile(
                ORDERS, Identifier.of("id"), "uuid", List.of("a.\"b\nwindow: 1\""), "trigger c\non a", true);

        assertThat(file.text()).contains("# triggers: skip", "# convert-back: id_new::text", "# trigger c on a.");
        assertThat(read(file).tables()).hasSize(1);
    }

    @Test
    void aNameIsMadeOfTableAndColumn() {
        assertThat(FirstFile.name(ORDERS, Identifier.of("id"))).isEqualTo("orders-id");
        assertThat(FirstFile.name(QualifiedName.of("Shop", "Order Items"), Identifier.of("File Size")))
                .isEqualTo("order-items-file-size");
        assertThat(FirstFile.name(QualifiedName.of("public", "a".repeat(60)), Identifier.of("id")))
                .satisfies(name -> assertThat(Change.isName(name)).isTrue());
    }

    private static Change read(FirstFile file) {
        return ChangeFiles.parse("first", "first.yaml", file.text());
    }
}
