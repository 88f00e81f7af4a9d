package io.pgretype.shell.command;

import io.pgretype.lint.replay.StatementsFile;
import io.pgretype.lint.stats.ReadStatements;
import io.pgretype.lint.stats.ReadStatistics;
import io.pgretype.lint.stats.Statistics;
import io.pgretype.lint.stats.StatisticsFile;
import io.pgretype.phase.Outcome;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;

/** {@code stats}: writes down for lint how large production's tables are, and what is sent to them. Reads catalogs only. */
public final class StatsCommand extends OperatorCommand {

    private static final String OUT = "out";
    private static final String STATEMENTS = "statements";

    private static final String READ_ONLY = """
            set transaction read only;
            set local lock_timeout = '2s';
            set local statement_timeout = '1min'
            """;

    private final ObjectProvider<DataSource> database;

    public StatsCommand(ObjectProvider<DataSource> database, Screen screen) {
        super(
                Syntax.other(
                                "stats",
                                "writes down, for lint, how large tables and indexes are",
                                Argument.NONE,
                                text(OUT, "writes it there, and not to standard output"),
                                text(STATEMENTS, "writes what pg_stat_statements knows there, without values"))
                        .withExample("./pgretype stats --out stats.yaml --statements statements.sql"),
                screen);
        this.database = database;
    }

    private static Option text(String name, String description) {
        return Option.valued(name, "FILE", description, text -> text, List.of());
    }

    private record Read(Statistics statistics, List<String> statements) {}

    @Override
    protected Outcome run(Invocation invocation) throws SQLException {
        Optional<Path> out = invocation.value(OUT).map(Path::of);
        Optional<Path> statements = invocation.value(STATEMENTS).map(Path::of);
        Read read = read(statements.isPresent());
        statements.ifPresent(file -> OutFile.write(file, StatementsFile.text(read.statements), STATEMENTS));
        String text = StatisticsFile.text(read.statistics);
        if (out.isEmpty()) {
            return Outcome.done(List.of(text.stripTrailing()));
        }
        OutFile.write(out.get(), text, OUT);
        return Outcome.done(lines(read.statistics, out.get()));
    }

    private Read read(boolean statements) throws SQLException {
        try (Connection connection = database.getObject().getConnection()) {
            connection.setAutoCommit(false);
            try (var settings = connection.createStatement()) {
                settings.execute(READ_ONLY);
                return new Read(
                        ReadStatistics.from(connection), statements ? ReadStatements.from(connection) : List.of());
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static List<String> lines(Statistics statistics, Path file) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: the sizes of %d tables and %d indexes."
                .formatted(
                        file, statistics.tables().size(), statistics.indexes().size()));
        if (!statistics.notAnalyzed().isEmpty()) {
            lines.add("Never analyzed, and so taken for large: %d tables. Run ANALYZE, and this again."
                    .formatted(statistics.notAnalyzed().size()));
        }
        return lines;
    }
}
