package io.pgretype.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeFileTest {

    @Test
    void readsEverything() {
        Change change = parse("""
                table: app."File"
                columns:
                  file_size:
                    type: bigint
                  owner:
                    type: uuid
                    convert: owner::uuid
                    convert-back: replace(owner_new::text, '-', '')
                order: block
                triggers: skip
                autovacuum: after
                window: 22:00-05:00 Europe/Oslo
                window-rows: 200000
                references: leave
                soak: 1h30m
                whole-rows: reviewed
                publications: prepared
                limits:
                  workers: 4
                  lock-budget: 50ms
                  index-memory: 2GB
                  index-workers: 0
                  max-lag: 90s
                  max-slot-wal: none
                  max-slowdown: 200%
                """);
        assertThat(change.tables()).singleElement().satisfies(table -> {
            assertThat(table.table()).isEqualTo(QualifiedName.of("app", "File"));
            assertThat(table.moves())
                    .containsExactly(
                            new Move(Identifier.of("file_size"), "bigint", null, null),
                            new Move(
                                    Identifier.of("owner"),
                                    "uuid",
                                    "owner::uuid",
                                    "replace(owner_new::text, '-', '')"));
        });
        assertThat(change.settings())
                .isEqualTo(new Settings(
                        Duration.ofMinutes(90),
                        new Filling(
                                Filling.Order.BLOCK,
                                Filling.OtherTriggers.SKIP,
                                Filling.Autovacuum.AFTER,
                                OptionalLong.of(200_000)),
                        new Settings.Locking(Duration.ofMillis(50), Settings.DEFAULTS.lockDeadline()),
                        new Settings.IndexBuild(OptionalLong.of(2L << 30), OptionalLong.of(0)),
                        Settings.DEFAULTS.verifiedWithin(),
                        new Limits(Map.of(
                                Limit.WORKERS, OptionalLong.of(4),
                                Limit.MAX_LAG, OptionalLong.of(90_000),
                                Limit.MAX_SLOT_WAL, OptionalLong.empty(),
                                Limit.MAX_SLOWDOWN, OptionalLong.of(200))),
                        Settings.References.LEAVE,
                        Set.of(Review.WHOLE_ROWS, Review.PUBLICATIONS),
                        Optional.of(WorkingHours.parse("22:00-05:00 Europe/Oslo"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1 | columns: {a: {type: bigint}}                             | 'table:' is missing",
                "1 | table: t                                                  | 'columns:' is missing",
                "2 | table: t\\ncolumn: {a: {type: bigint}}                    | unknown key 'column'",
                "2 | table: t\\ncolumns: {a: {typ: bigint}}                    | unknown key 'typ'",
                "2 | table: t\\ncolumns: {a: {convert: b}}                     | 'type:' is missing",
                "3 | table: t\\ncolumns: {a: {type: bigint}}\\nsoak: soon      | 'soon' is no duration",
                "3 | table: t\\ncolumns: {a: {type: bigint}}\\nlimits: {workers: 0} | workers must be 1 to 64",
                "3 | table: t\\ncolumns: {a: {type: bigint}}\\nlimits: {max-lag: 10} | '10' is not a duration",
                "3 | table: t\\ncolumns: {a: {type: bigint}}\\nlimits: {max-slot-wal: 10gb} | '10gb' is not a size",
                "3 | table: t\\ncolumns: {a: {type: bigint}}\\nlimits: {index-memory: 1kB} | index-memory must be 1MB to 1TB",
                "3 | table: t\\ncolumns: {a: {type: bigint}}\\nlimits: {index-workers: 65} | index-workers must be 0 to 64",
                "3 | table: t\\ncolumns: {a: {type: bigint}}\\norder: random | 'random' is none of auto, key, block",
                "3 | table: t\\ncolumns: {a: {type: bigint}}\\ntriggers: yes | 'yes' is none of fire, skip",
                "3 | table: t\\ncolumns: {a: {type: bigint}}\\nwhole-rows: yes | 'yes' is not 'reviewed'",
                "3 | table: t\\ncolumns: {a: {type: bigint}}\\nwindow-rows: 10 | a window has 1000 rows or more",
                "3 | table: t\\ncolumns: {a: {type: bigint}}\\nwindow: 200000 | such as 22:00-05:00 Europe/Oslo",
                "2 | table: t\\ncolumns: []                                    | must be a mapping",
                "1 | table: t\\ntables: {u: {a: {type: bigint}}}               | 'table:' beside 'tables:'",
                "2 | tables: {t: {a: {type: bigint}},\\n t: {b: {type: bigint}}} | table public.t is given twice",
                "1 | tables: {}                                                | no tables",
                "1 | tables: {t: {}}                                           | no columns",
                "1 | table: [t                                                 | not YAML",
            })
    void saysFileAndLine(int line, String text, String observed) {
        ProblemException thrown = catchThrowableOfType(ProblemException.class, () -> parse(text.replace("\\n", "\n")));
        assertThat(thrown.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.CHANGE_FILE_INVALID);
            assertThat(problem.observed()).contains(observed);
            assertThat(problem.stopped()).contains("file-size.yaml:");
        });
        if (!observed.equals("not YAML")) {
            assertThat(thrown.problems().get(0).stopped()).contains("file-size.yaml:" + line);
        }
    }

    @Test
    void severalTablesEachHaveTheirColumns() {
        Change change = parse("""
                tables:
                  orders:
                    id: {type: bigint}
                  app.order_line:
                    order_id: {type: bigint}
                    size: {type: numeric}
                """);
        assertThat(change.tables())
                .extracting(TableChange::table)
                .containsExactly(QualifiedName.of("public", "orders"), QualifiedName.of("app", "order_line"));
        assertThat(change.tables().get(1).moves())
                .extracting(move -> move.column().name())
                .containsExactly("order_id", "size");
    }

    @Test
    void aQuestionMarkMayBeQuoted() {
        Change change = parse("table: t\ncolumns: {a: {type: text, convert: \"replace(a, '?', '') || \\\"b?\\\"\"}}");
        assertThat(change.tables().get(0).moves())
                .extracting(Move::convert)
                .containsExactly("replace(a, '?', '') || \"b?\"");
    }

    @Test
    void anEmptyFileIsNoChange() {
        assertThat(catchThrowableOfType(ProblemException.class, () -> parse("# nothing\n"))
                        .problems())
                .extracting("code")
                .isEqualTo(List.of(ProblemCode.CHANGE_FILE_INVALID));
    }

    private static Change parse(String text) {
        return ChangeFiles.parse("file-size", "file-size.yaml", text);
    }
}
