package io.pgretype.lint.judge;

import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.NamedObject;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** UPDATE and DELETE of a published table are refused where subscribers could not tell its rows apart. */
final class PublishedWithoutIdentity implements Difference {

    @Override
    public Stream<Change> between(Catalog old, Catalog now) {
        Set<String> had =
                old.objects("unidentified").stream().map(NamedObject::name).collect(Collectors.toSet());
        return now.objects("unidentified").stream()
                .filter(table -> old.has(table.oid()) && !had.contains(table.name()))
                .map(table -> Change.of(
                        Report.of(
                                        "replica-identity-missing",
                                        "%s is published, and nothing tells its rows apart".formatted(table.name()))
                                .wayOut("""
                                        alter table %1$s replica identity full;  -- before it is published
                                        -- or a primary key; or publish what adds rows only: with (publish = 'insert')""".formatted(table.name())),
                        table.name()));
    }
}
