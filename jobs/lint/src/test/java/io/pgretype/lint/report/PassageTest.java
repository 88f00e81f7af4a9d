package io.pgretype.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PassageTest {

    @Test
    void tellsStatementsFromSentences() {
        assertThat(Passage.of("""
                Put this statement alone into a file:
                CREATE INDEX CONCURRENTLY a_b
                    ON a (b);

                -- and then
                analyze a;
                Then go on.
                """))
                .containsExactly(
                        new Passage(false, List.of("Put this statement alone into a file:")),
                        new Passage(
                                true,
                                List.of(
                                        "CREATE INDEX CONCURRENTLY a_b",
                                        "    ON a (b);",
                                        "",
                                        "-- and then",
                                        "analyze a;")),
                        new Passage(false, List.of("Then go on.")));
    }

    @Test
    void oneLineIsAStatementOnlyWhereItEndsAsOne() {
        assertThat(Passage.of("take it out")).containsExactly(new Passage(false, List.of("take it out")));
        assertThat(Passage.of("drop index a;")).containsExactly(new Passage(true, List.of("drop index a;")));
        assertThat(Passage.of("drop index a; -- later").get(0).isCode()).isTrue();
        assertThat(Passage.of("-- pgretype: allow a because …").get(0).isCode()).isTrue();
        assertThat(Passage.of("")).isEmpty();
    }

    @Test
    void wrapsProseAndNothingElse() {
        assertThat(new Passage(false, List.of("one two three")).wrapped(7)).containsExactly("one two", "three");
        assertThat(new Passage(false, List.of("muchtoolong a")).wrapped(4)).containsExactly("muchtoolong", "a");
        assertThat(new Passage(true, List.of("one two three")).wrapped(7)).containsExactly("one two three");
    }
}
