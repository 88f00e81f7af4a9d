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

    private static final Remark ROWS_ARE_UPDATED = new Remark(
            "backfill updates each row: xmin, 40001, for update nowait",
            List.of(
                    "  - while backfill runs: xmin of every row changes, so it is no version number; transactions in repeatable read or"
                            + " serializable may get 40001 and are to be repeated; for update nowait fails on a row that is being filled,"
                            + " skip locked passes it by."));

    private static final Remark NULLS_ARE_REFUSED = new Remark(
            "from harden on, a value that does not convert is refused",
            List.of(
                    "  - from harden on, a write whose value does not convert is refused by the new column's NOT NULL, as the"
                            + " new type will refuse it."));

    private final Database database;
    private final JdbcClient jdbc;
    private final List<Notice> notices;

    Advice(Database database) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.notices = List.of(
                new PreparedStatements(jdbc),
                new RowShape(jdbc),
                new DeferrableKeyNotice(jdbc),
                new GrantorsLost(jdbc),
                new ArgumentNotice(jdbc),
                new CopiedColumnNotice(jdbc),
                new NarrowDeclarationNotice(jdbc),
                new RowComparedNotice(jdbc),
                new LogicalReplication(jdbc),
                new PublishedLedger(jdbc),
                new Replicas(jdbc));
    }

    /** @param together the tables that are swapped with it, itself too */
    List<Remark> remarks(TableUnderChange table, List<TableUnderChange> together, Change change) {
        Settings settings = change.settings();
        List<Notice> all = new ArrayList<>(notices);
        all.add(new ViewNotice(database, together));
        all.add(new TextToUuid(jdbc, change.tables()));
        all.add(new WholeRowNotice(jdbc, settings.reviewed()));
        List<Remark> remarks = new ArrayList<>();
        all.forEach(notice -> notice.remark(table).ifPresent(remarks::add));
        remarks.add(ROWS_ARE_UPDATED);
        if (table.columns().stream().anyMatch(column -> column.notNull() && !column.total())) {
            remarks.add(NULLS_ARE_REFUSED);
        }
        List<String> triggers = triggers(table, settings.filling().triggers());
        if (!triggers.isEmpty()) {
            remarks.add(new Remark("other triggers of the table, on the rows that backfill fills", triggers));
        }
        return remarks;
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
