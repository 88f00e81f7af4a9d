package io.pgretype.init;

import io.pgretype.catalog.Following;
import io.pgretype.catalog.Following.Completed;
import io.pgretype.catalog.TableReader;
import io.pgretype.change.Change;
import io.pgretype.change.ChangeFiles;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import io.pgretype.preflight.Preflight;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a first change file, of what the database knows. */
public final class Init {

    private final ChangeFiles files;
    private final Preflight preflight;
    private final Following following;
    private final TableReader tables;

    public Init(ChangeFiles files, Database database) {
        this.files = files;
        this.preflight = new Preflight(database.jdbc());
        this.following = new Following(database);
        this.tables = new TableReader(database);
    }

    /** A file that was written, and the change that it holds. */
    public record Written(Path file, String change) {}

    /**
     * Writes it, and makes the directory if there is none.
     *
     * @param name the change's; without it, that of table and column
     * @throws ProblemException {@code table-missing}, {@code column-missing}, {@code type-unknown} for what the database
     *     does not have; {@code change-file-missing} for a bad name; {@code change-file-exists}, {@code
     *     change-file-invalid}
     */
    public Written write(Optional<String> name, QualifiedName table, Identifier column, String type) {
        String changeName = name.orElseGet(() -> FirstFile.name(table, column));
        Path file = files.newFile(changeName);
        FirstFile bare = new FirstFile(table, column, type);
        Change declared = ChangeFiles.parse(changeName, file.toString(), bare.text());
        String text = complete(bare, declared).text();
        ChangeFiles.parse(changeName, file.toString(), text);
        files.write(changeName, text);
        return new Written(file, changeName);
    }

    private FirstFile complete(FirstFile bare, Change declared) {
        Completed completed = following.completed(declared);
        List<Problem> problems = preflight.refusals(completed.change());
        ProblemException.throwIfAny(problems.stream()
                .filter(problem -> problem.code().exitStatus() == ExitStatus.USAGE)
                .toList());
        return new FirstFile(
                bare.table(),
                bare.column(),
                bare.type(),
                completed.followers().stream()
                        .map(follower ->
                                follower.table().sql() + "." + follower.column().sql())
                        .distinct()
                        .toList(),
                problems.stream()
                        .filter(problem -> problem.code() == ProblemCode.TRIGGERS_UNDECIDED)
                        .map(Problem::observed)
                        .collect(Collectors.joining(", ")),
                wayBackMissing(completed.change()));
    }

    /** What else is in the way, plan tells. */
    private boolean wayBackMissing(Change change) {
        try {
            tables.readAll(change);
            return false;
        } catch (ProblemException e) {
            return e.problems().stream().anyMatch(problem -> problem.code() == ProblemCode.WAY_BACK_MISSING);
        }
    }
}
