package io.pgretype.shell.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A way to give a column a wider type. */
public enum Method {
    /** What pgretype is measured against: nobody can read or write the table meanwhile. */
    ALTER_TABLE("alter-table", "alter table … type bigint, offline", 1, AlterTable::new),
    ONE_UPDATE("one-update", "one update of all rows", 1, OneUpdate::new),
    /** What a management command of a web framework does. */
    BATCHES_1("batches-1", "batches of 10,000 by key, 1 worker", 1, place -> new KeysetBatches(place, 1)),
    BATCHES_2("batches-2", "batches of 10,000 by key, 2 workers", 2, place -> new KeysetBatches(place, 2)),
    /** What tools for schema changes do. */
    TOUCHED("touched-1", "batches of 1,000 touched for a trigger", 1, TouchedBatches::new),
    PGRETYPE_1("pgretype-1", "pgretype, 1 worker", 1, place -> new PgretypeBackfill(place, 1)),
    PGRETYPE_2("pgretype-2", "pgretype, 2 workers", 2, place -> new PgretypeBackfill(place, 2)),
    /** Expand to contract. */
    CHANGE_2("change-2", "pgretype, all phases, 2 workers", 2, place -> new WholeChange(place, 2)),
    /** What pgretype would need without Spring Batch. */
    BARE_2("bare-2", "pgretype's statements in a bare loop, 2 workers", 2, place -> new BareLoop(place, 2));

    private final String text;
    private final String description;
    private final int workers;
    private final Function<Workplace, Work> work;

    Method(String text, String description, int workers, Function<Workplace, Work> work) {
        this.text = text;
        this.description = description;
        this.workers = workers;
        this.work = work;
    }

    /** As on the command line: {@code pgretype-2}. */
    public String text() {
        return text;
    }

    /** For people. */
    String description() {
        return description;
    }

    boolean isOurs() {
        return this == PGRETYPE_1 || this == PGRETYPE_2 || this == CHANGE_2;
    }

    /** The plain batches with as many workers. */
    Method plainBatches() {
        return workers == 1 ? BATCHES_1 : BATCHES_2;
    }

    /** This method at work on that place; nothing has begun yet. */
    Work at(Workplace place) {
        return work.apply(place);
    }

    public static List<String> texts() {
        return Arrays.stream(values()).map(Method::text).toList();
    }

    public static Optional<Method> ofText(String text) {
        return Arrays.stream(values())
                .filter(method -> method.text.equals(text))
                .findFirst();
    }
}
