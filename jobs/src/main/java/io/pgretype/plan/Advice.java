package io.pgretype.plan;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.change.Filling.OtherTriggers;
import io.pgretype.change.Settings;
import io.pgretype.database.Database;
import io.pgretype.preflight.OtherTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the application may notice all the same, and what to do about it beforehand. */
final class Advice {

    private final JdbcClient jdbc;
    private final List<Notice> notices;

    Advice(Database database) {
        this.jdbc = database.jdbc();
        this.notices = List.of(
                new PreparedStatements(jdbc),
                new RowShape(jdbc),
                new ViewNotice(database),
                new DeferrableKeyNotice(jdbc),
                new GrantorsLost(jdbc),
                new ArgumentNotice(jdbc),
                new CopiedColumnNotice(jdbc),
                new RowComparedNotice(jdbc),
                new LogicalReplication(jdbc),
                new PublishedLedger(jdbc),
                new Replicas(jdbc));
    }

    List<String> lines(TableUnderChange table, Change change) {
        Settings settings = change.settings();
        List<String> lines = new ArrayList<>();
        lines.add("what the application may notice, and what to set (more in the runbook under Clients):");
        notices.forEach(notice -> lines.addAll(notice.lines(table)));
        lines.addAll(new TextToUuid(jdbc, change.tables()).lines(table));
        lines.addAll(new WholeRowNotice(jdbc, settings.reviewed()).lines(table));
        lines.add(
                "  - while backfill runs: xmin of every row changes, so it is no version number; transactions in repeatable read or"
                        + " serializable may get 40001 and are to be repeated; for update nowait fails on a row that is being filled,"
                        + " skip locked passes it by.");
        if (table.columns().stream().anyMatch(column -> column.notNull() && !column.total())) {
            lines.add(
                    "  - from harden on, a write whose value does not convert is refused by the new column's NOT NULL, as the"
                            + " new type will refuse it.");
        }
        lines.addAll(triggers(table, settings.filling().triggers()));
        return lines;
    }

    /** The mirror is ENABLE ALWAYS and fires in any case. */
    private List<String> triggers(TableUnderChange table, OtherTriggers decision) {
        boolean skip = decision == OtherTriggers.SKIP;
        List<OtherTrigger> all = OtherTrigger.of(table.oid(), jdbc);
        List<String> lines = new ArrayList<>();
        if (skip) {
            lines.add("  - rows are filled in session_replication_role = replica (triggers: skip); foreign keys are not"
                    + " checked there either, which is safe: no foreign key's column changes.");
            name(lines, "these triggers do not fire for it", all, trigger -> !trigger.fires(true));
            name(
                    lines,
                    "these triggers fire for every row all the same, being ENABLE ALWAYS or ENABLE REPLICA",
                    all,
                    trigger -> trigger.fires(true));
        } else {
            name(
                    lines,
                    "these triggers of the table fire for every row of the backfill (triggers: fire)",
                    all,
                    trigger -> trigger.fires(false));
        }
        return lines;
    }

    private static void name(List<String> lines, String what, List<OtherTrigger> all, Predicate<OtherTrigger> which) {
        List<String> named = all.stream().filter(which).map(OtherTrigger::text).toList();
        if (!named.isEmpty()) {
            lines.add("  - %s: %s".formatted(what, String.join(", ", named)));
        }
    }
}
