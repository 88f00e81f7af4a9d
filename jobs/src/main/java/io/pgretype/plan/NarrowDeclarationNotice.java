package io.pgretype.plan;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.routine.NarrowDeclaration;
import io.pgretype.routine.NarrowDeclarations;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Functions that go on taking or returning the column's old type. */
final class NarrowDeclarationNotice implements Notice {

    private final JdbcClient jdbc;

    NarrowDeclarationNotice(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "functions declared with the column's old type, too narrow for new values";
    }

    @Override
    public List<String> lines(TableUnderChange table) {
        return Notice.named(
                "functions that keep the old type for their result or a parameter: after cutover they fail with \"out of range\""
                        + " at the first value that only the new type holds. Declare the new type when cutover is done, or a"
                        + " wider one before",
                NarrowDeclarations.of(
                                table.oid(),
                                table.columns().stream()
                                        .map(ColumnChange::column)
                                        .toList(),
                                jdbc)
                        .stream()
                        .map(NarrowDeclaration::text)
                        .toList());
    }
}
