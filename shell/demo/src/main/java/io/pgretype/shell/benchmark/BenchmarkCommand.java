package io.pgretype.shell.benchmark;

import io.pgretype.phase.Outcome;
import io.pgretype.shell.demo.RowCount;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

/** {@code benchmark}: pgretype beside other ways to change a column's type, on a server of its own. */
public final class BenchmarkCommand extends OperatorCommand {

    private static final String CASE = "case";
    private static final String METHOD = "method";
    private static final String ROWS = "rows";
    private static final String ROUNDS = "rounds";
    private static final String SCALE = "scale";
    private static final String AUTOVACUUM = "autovacuum";
    private static final String MATRIX = "matrix";
    private static final String QUICK = "quick";
    private static final String TRAFFIC = "traffic";
    private static final String TRAFFIC_ONLY = "traffic-only";
    private static final String PICTURE = "picture";

    private static final long MATRIX_ROWS = 200_000;
    private static final long QUICK_ROWS = 100_000;
    private static final List<Method> QUICK_METHODS = List.of(Method.ALTER_TABLE, Method.BATCHES_2, Method.PGRETYPE_2);
    private static final List<Method> TRAFFIC_METHODS = List.of(Method.BATCHES_2, Method.PGRETYPE_2);

    private final ObjectProvider<BenchmarkRun> benchmark;

    public BenchmarkCommand(ObjectProvider<BenchmarkRun> benchmark, Screen screen) {
        super(
                Syntax.other(
                                "benchmark",
                                "measures pgretype beside other ways to change a type, on a PostgreSQL of its own",
                                Argument.NONE,
                                Option.valued(
                                        CASE,
                                        "NAMES",
                                        "sequential,random if not given; or key-indexes-bytes-server: uuid-3-1000-small",
                                        BenchmarkCommand::caseNames,
                                        List.of(BenchmarkCase.SEQUENTIAL, BenchmarkCase.RANDOM)),
                                Option.valued(
                                        METHOD,
                                        "NAMES",
                                        "all if not given, or some with commas between them: "
                                                + String.join(", ", Method.texts()),
                                        BenchmarkCommand::methodNames,
                                        Method.texts()),
                                Option.valued(
                                        ROWS,
                                        "N",
                                        "rows of each table; 2,000,000 if not given",
                                        RowCount::digits,
                                        List.of("100000", "2000000")),
                                Option.valued(
                                        ROUNDS,
                                        "N",
                                        "measure each method so often and show its median",
                                        BenchmarkCommand::rounds,
                                        List.of("3")),
                                Option.flag(SCALE, "with 1, 2, 4 and 10 million rows: does the cost of a row grow?"),
                                Option.flag(AUTOVACUUM, "on servers whose autovacuum is on, as it is elsewhere"),
                                Option.flag(MATRIX, "24 cases of 200,000 rows"),
                                Option.flag(QUICK, "one case of 100,000 rows, three methods"),
                                Option.flag(TRAFFIC, "after that, with an application beside it, in the first case"),
                                Option.flag(TRAFFIC_ONLY, "only with an application beside it"),
                                Option.valued(
                                        PICTURE,
                                        "FILE",
                                        "write the seconds as an SVG picture",
                                        BenchmarkCommand::file,
                                        List.of()))
                        .withExample("""
                                ./pgretype benchmark --quick
                                ./pgretype benchmark --case random --method batches-2,pgretype-2 --rounds 3"""),
                screen);
        this.benchmark = benchmark;
    }

    @Override
    protected Outcome run(Invocation invocation) throws IOException {
        return new Outcome(benchmark.getObject().run(options(invocation)), List.of(), List.of());
    }

    private static BenchmarkOptions options(Invocation invocation) {
        boolean quick = invocation.has(QUICK);
        boolean onlyTraffic = invocation.has(TRAFFIC_ONLY);
        Optional<List<Method>> chosen = invocation.value(METHOD).map(BenchmarkCommand::methods);
        List<Method> alone = chosen.orElse(quick ? QUICK_METHODS : List.of(Method.values()));
        List<Method> beside = chosen.orElse(TRAFFIC_METHODS);
        return new BenchmarkOptions(
                cases(invocation),
                onlyTraffic ? List.of() : alone,
                invocation.value(ROUNDS).map(Integer::valueOf).orElse(1),
                onlyTraffic || invocation.has(TRAFFIC) ? beside : List.of(),
                quick ? TrafficLength.QUICK : TrafficLength.FULL,
                invocation.value(PICTURE).map(Path::of).orElse(null));
    }

    private static List<BenchmarkCase> cases(Invocation invocation) {
        boolean quick = invocation.has(QUICK);
        boolean matrix = invocation.has(MATRIX);
        long byDefault = quick ? QUICK_ROWS : matrix ? MATRIX_ROWS : BenchmarkCase.REFERENCE_ROWS;
        long rows = invocation.value(ROWS).map(Long::valueOf).orElse(byDefault);
        return kinds(invocation, matrix, quick).stream()
                .flatMap(kind -> invocation.has(SCALE)
                        ? BenchmarkCase.SCALE.stream().map(kind::withRows)
                        : Stream.of(kind.withRows(rows)))
                .map(kind -> invocation.has(AUTOVACUUM) ? kind.withAutovacuum() : kind)
                .toList();
    }

    private static List<BenchmarkCase> kinds(Invocation invocation, boolean matrix, boolean quick) {
        Optional<String> names = invocation.value(CASE);
        if (matrix && names.isEmpty()) {
            return BenchmarkCase.matrix();
        }
        String headlines = BenchmarkCase.SEQUENTIAL + (quick ? "" : "," + BenchmarkCase.RANDOM);
        return Stream.of(names.orElse(headlines).split(","))
                .map(BenchmarkCase::parse)
                .toList();
    }

    private static String caseNames(String text) {
        for (String name : text.split(",", -1)) {
            BenchmarkCase.parse(name);
        }
        return text;
    }

    private static String methodNames(String text) {
        methods(text);
        return text;
    }

    private static List<Method> methods(String text) {
        return List.of(text.split(",", -1)).stream()
                .map(name -> Method.ofText(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'%s' is no method: %s".formatted(name, String.join(", ", Method.texts())))))
                .toList();
    }

    /** Known to be writable before hours of measuring. */
    private static String file(String text) {
        Path file = Path.of(text).toAbsolutePath();
        Path directory = file.getParent();
        if (Files.isDirectory(file) || directory == null || !Files.isWritable(directory)) {
            throw new IllegalArgumentException("'%s' is no file that can be written".formatted(text));
        }
        return text;
    }

    private static String rounds(String text) {
        if (!text.matches("[1-9]\\d?")) {
            throw new IllegalArgumentException("'%s' is no number of rounds from 1 to 99".formatted(text));
        }
        return text;
    }
}
