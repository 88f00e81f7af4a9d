package io.pgretype.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

class KeywordsIT {

    @Test
    void everyWordThatTheServerReservesIsQuoted() {
        try (TestDatabase database = TestDatabase.create()) {
            assertThat(database.column("select word from pg_get_keywords() where catcode <> 'U'"))
                    .allMatch(Keywords::needQuotes);
        }
    }
}
