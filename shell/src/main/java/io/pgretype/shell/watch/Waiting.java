package io.pgretype.shell.watch;

import io.pgretype.change.Durations;
import io.pgretype.status.LockSession;
import io.pgretype.status.LockWait;
import io.pgretype.status.LockWaits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/** Who waits for a lock on the tables, each with whom it waits for. */
final class Waiting {

    private Waiting() {}

    static Section section(int rank, LockWaits waits) {
        if (waits.sessions() == 0) {
            return Section.of(rank, 1, List.of(Line.of("nobody waits for a lock on its tables")));
        }
        long more = waits.sessions() - waits.longest().size();
        List<AttributedString> lines = new ArrayList<>();
        lines.add(Line.of("LOCK WAITS" + (more > 0 ? "  (and %d more)".formatted(more) : ""), Line.HEADING));
        for (LockWait wait : waits.longest()) {
            lines.add(Line.of(waiter(wait)));
            lines.add(behind(wait));
        }
        return Section.of(rank, 3, lines);
    }

    private static String waiter(LockWait wait) {
        return "%s waits%s for %s"
                .formatted(
                        name(wait.waiter()),
                        wait.waits() == null ? "" : " " + Durations.text(wait.waits()),
                        wait.wanted());
    }

    private static AttributedString behind(LockWait wait) {
        LockSession blocker = wait.blocker();
        if (blocker == null) {
            return Line.of("  its turn has come");
        }
        String statement = blocker.statement();
        return Line.of(
                "  behind %s%s%s%s"
                        .formatted(
                                name(blocker),
                                wait.otherBlockers() == 0 ? "" : " and %d more".formatted(wait.otherBlockers()),
                                state(blocker),
                                statement == null ? "" : ": " + statement),
                blocker.isOurs() ? Line.TROUBLE : Line.ATTENTION);
    }

    private static String name(LockSession session) {
        if (session.pid() == 0) {
            return "a prepared transaction (pg_prepared_xacts)";
        }
        if (session.isOurs()) {
            return "pgretype itself (pid %d)".formatted(session.pid());
        }
        String names = Stream.of(text(session.user()), text(session.application()))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
        return "pid %d%s".formatted(session.pid(), names.isEmpty() ? "" : " (%s)".formatted(names));
    }

    private static String state(LockSession session) {
        String state = session.state() == null ? "" : ", " + session.state();
        return session.inTransaction() == null
                ? state
                : "%s, %s in its transaction".formatted(state, Durations.text(session.inTransaction()));
    }

    private static String text(@Nullable String name) {
        return name == null ? "" : name;
    }
}
