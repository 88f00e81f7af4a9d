package io.pgretype.plan;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.ledger.LedgerPublications;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Publications that have our own tables too. */
final class PublishedLedger implements Notice {

    private final LedgerPublications publications;

    PublishedLedger(JdbcClient jdbc) {
        this.publications = new LedgerPublications(jdbc);
    }

    @Override
    public String title() {
        return "the tables of schema pgretype are published too";
    }

    @Override
    public List<String> lines(TableUnderChange table) {
        List<String> names = publications.names();
        return names.isEmpty()
                ? List.of()
                : List.of(
                        "  - the tables of schema pgretype are published by %s, and subscribers have them (publications: prepared)."
                                        .formatted(Notice.list(names))
                                + " After expand, on each: alter subscription … refresh publication.");
    }
}
