package io.pgretype.shell.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What pgretype is compared with does its work, and no more than that: else the comparison would flatter. */
class PlainMethodsIT {

    private static final int ROWS = 23_000;

    @ParameterizedTest
    @MethodSource("methodsAndKeys")
    void updatesEachRowOnce(Method method, KeyKind key) throws Exception {
        BenchmarkCase kind = new BenchmarkCase(key, 0, 200, ServerSize.DEFAULT, false, ROWS);
        try (TestDatabase database = TestDatabase.create()) {
            BenchmarkTable.create(database.url(), kind);
            var place = new Workplace(kind, database.url(), Path.of("none"), (url, changes) -> {
                throw new IllegalStateException("plain methods need no phases");
            });
            try (Work work = method.at(place)) {
                work.prepare();
                assertThat(database.value(work.rowsLeft(), Long.class)).isPositive();
                work.run();
                assertThat(database.value(work.rowsLeft(), Long.class)).isZero();
            }
            // Each session hands in its figures when it leaves.
            await().until(() -> updates(database) >= ROWS && sessions(database) == 0);
            assertThat(updates(database)).isEqualTo(ROWS);
        }
    }

    static Stream<Arguments> methodsAndKeys() {
        return Stream.of(Method.ONE_UPDATE, Method.BATCHES_1, Method.BATCHES_2, Method.TOUCHED)
                .flatMap(method -> Stream.of(KeyKind.values()).map(key -> Arguments.of(method, key)));
    }

    private static long updates(TestDatabase database) {
        return database.value("select n_tup_upd from pg_stat_user_tables where relname = 'file'", Long.class);
    }

    private static int sessions(TestDatabase database) {
        return database.value(
                "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                        + " and backend_type = 'client backend'",
                Integer.class);
    }
}
