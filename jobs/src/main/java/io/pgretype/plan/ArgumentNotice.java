package io.pgretype.plan;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.preflight.ArgumentTrigger;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Triggers that name the column to a function of which only its author knows what it does with it. */
final class ArgumentNotice implements Notice {

    private final JdbcClient jdbc;

    ArgumentNotice(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of other tables' triggers, those of extensions too: what they look up there has the new type. */
    @Override
    public String title() {
        return "triggers that have the column among their arguments";
    }

    @Override
    public List<String> lines(TableUnderChange table) {
        List<String> named = ArgumentTrigger.of(table.oid(), table.name().name(), jdbc).stream()
                .filter(trigger -> !trigger.ofTable() || trigger.isUnknown())
                .filter(trigger -> table.columns().stream().anyMatch(column -> trigger.mentions(column.column())))
                .map(ArgumentTrigger::text)
                .toList();
        return Notice.named(
                "triggers that have a column's name among their arguments; see that their functions take its new type",
                named);
    }
}
