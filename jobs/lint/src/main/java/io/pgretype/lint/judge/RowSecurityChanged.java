package io.pgretype.lint.judge;

import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.NamedObject;
import io.pgretype.lint.state.Relation;
import java.util.stream.Stream;

/** Rows that the running release does not see any more, or may not write. */
final class RowSecurityChanged implements Difference {

    @Override
    public Stream<Change> between(Catalog old, Catalog now) {
        return Stream.concat(rowSecurity(old, now), policies(old, now));
    }

    private static Stream<Change> rowSecurity(Catalog old, Catalog now) {
        Stream<Change> forced = old.relations().stream()
                .filter(relation -> relation.rowSecurity() && !relation.rowSecurityForced())
                .filter(relation -> now.relation(relation.name())
                        .filter(same -> same.rowSecurity() && same.rowSecurityForced())
                        .isPresent())
                .map(relation -> Change.of(
                        Report.of(
                                        "row-security-on",
                                        "row security of %s is on for its owner, too"
                                                .formatted(relation.name().sql()))
                                .wayOut(
                                        "A policy for the owner before, or the statement after the release that knows the policies."),
                        relation.name().sql()));
        Stream<Change> on = old.relations().stream()
                .filter(relation -> !relation.rowSecurity())
                .filter(relation -> now.relation(relation.name())
                        .filter(Relation::rowSecurity)
                        .isPresent())
                .map(relation -> Change.of(
                        Report.of(
                                        "row-security-on",
                                        "row security of %s is on"
                                                .formatted(relation.name().sql()))
                                .wayOut("""
                                        create policy running_release on %1$s using (true) with check (true);
                                        alter table %1$s enable row level security;
                                        -- after the release that knows the policies:
                                        drop policy running_release on %1$s;""".formatted(relation.name().sql())),
                        relation.name().sql()));
        return Stream.concat(on, forced);
    }

    /** Permissive ones that are gone or others now, and new or other restrictive ones, where row security was on. */
    private static Stream<Change> policies(Catalog old, Catalog now) {
        Stream<Change> gone = old.objects("policy").stream()
                .filter(policy -> policy.shape().startsWith("permissive"))
                .filter(policy -> isOnSecured(old, policy) && isOnSecured(now, policy))
                .filter(policy -> isNowhere(now, policy))
                .map(policy -> policyChange("policy %s was: %s", policy));
        Stream<Change> added = now.objects("policy").stream()
                .filter(policy -> policy.shape().startsWith("restrictive") && isOnSecured(old, policy))
                .filter(policy -> isNowhere(old, policy))
                .map(policy -> policyChange("policy %s is new: %s", policy));
        return Stream.concat(gone, added);
    }

    private static Change policyChange(String text, NamedObject policy) {
        return Change.of(Report.of("policy-changed", text.formatted(policy.name(), policy.shape())), policy.name());
    }

    /** By its name or another: no policy of the table says the same. */
    private static boolean isNowhere(Catalog catalog, NamedObject policy) {
        return catalog.objects("policy").stream()
                .noneMatch(other ->
                        table(other).equals(table(policy)) && other.shape().equals(policy.shape()));
    }

    private static String table(NamedObject policy) {
        return policy.name().substring(policy.name().lastIndexOf(" on ") + " on ".length());
    }

    private static boolean isOnSecured(Catalog catalog, NamedObject policy) {
        String table = table(policy);
        return catalog.relations().stream()
                .filter(Relation::rowSecurity)
                .anyMatch(relation -> relation.name().sql().equals(table)
                        || relation.name().name().sql().equals(table));
    }
}
