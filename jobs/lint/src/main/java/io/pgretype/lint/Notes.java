package io.pgretype.lint;

import io.pgretype.lint.migration.Unresolved;
import io.pgretype.lint.replay.Replay;
import io.pgretype.lint.report.Verdict.Note;
import io.pgretype.lint.scratch.Base;
import java.util.ArrayList;
import java.util.List;

/** What a reader should know of migrations in which nothing was found, because something was in the way. */
final class Notes {

    /** An extension that is not there makes all fail that comes after it. */
    private static final int MOST_FAILURES = 3;

    private Notes() {}

    /** Of migrations that were not looked into. A dump has what the older ones did. */
    static List<Note> of(List<Unresolved> unresolved, boolean dumped) {
        return unresolved.stream()
                .filter(each -> each.added() || !dumped)
                .map(each -> new Note(each.file(), reason(each)))
                .toList();
    }

    private static String reason(Unresolved each) {
        String where = each.line() > 1 ? "line %d is ".formatted(each.line()) : "";
        String next = each.added() ? "" : "; what it did before is missing here, unless --schema gives a dump";
        return "%snot judged: %s%s".formatted(where, each.reason(), next);
    }

    /** Of statements that made the database in which the branch's are tried. */
    static List<Note> of(List<Base.Failure> failures) {
        List<Note> notes = new ArrayList<>();
        failures.stream()
                .limit(MOST_FAILURES)
                .map(failure -> new Note(
                        failure.migration().file(),
                        "line %d, of the base branch, fails here, and what it makes is missing: %s"
                                .formatted(
                                        failure.statement().line(),
                                        failure.error().message())))
                .forEach(notes::add);
        if (failures.size() > MOST_FAILURES) {
            notes.add(new Note(
                    failures.get(MOST_FAILURES).migration().file(),
                    "so do %d more statements, here and after it".formatted(failures.size() - MOST_FAILURES)));
        }
        return notes;
    }

    /** Of statements of the running release that cannot tell anything. */
    static List<Note> ofRelease(List<Replay.Failing> failing) {
        List<Note> notes = new ArrayList<>();
        failing.stream()
                .limit(MOST_FAILURES)
                .map(each -> new Note(
                        each.statement().file(),
                        "line %d fails before the migrations as well: %s"
                                .formatted(each.statement().line(), each.error())))
                .forEach(notes::add);
        if (failing.size() > MOST_FAILURES) {
            notes.add(new Note(
                    failing.get(0).statement().file(),
                    "so do %d more statements".formatted(failing.size() - MOST_FAILURES)));
        }
        return notes;
    }
}
