package io.pgretype.shell.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.testkit.TestDatabase;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkTableIT {

    @ParameterizedTest
    @ValueSource(
            strings = {"sequential-8-250-default", "random-3-250-small", "uuid-0-200-small", "random-0-1000-default"})
    void isTheTableThatTheCaseSays(String name) throws Exception {
        BenchmarkCase kind = BenchmarkCase.parse(name).withRows(3_000);
        try (TestDatabase database = TestDatabase.create()) {
            BenchmarkTable.create(database.url(), kind);

            assertThat(database.value("select count(*) from file", Long.class)).isEqualTo(3_000);
            assertThat(database.value("select avg(pg_column_size(file)) from file", Double.class))
                    .isCloseTo(kind.rowBytes(), Percentage.withPercentage(3));
            assertThat(database.value("select count(*) from pg_index where indrelid = 'file'::regclass", Integer.class))
                    .isEqualTo(kind.indexes() + 1);
            double correlation = database.value(
                    "select correlation from pg_stats where tablename = 'file' and attname = 'id'", Double.class);
            assertThat(correlation == 1).isEqualTo(kind.key() == KeyKind.SEQUENTIAL);
        }
    }
}
