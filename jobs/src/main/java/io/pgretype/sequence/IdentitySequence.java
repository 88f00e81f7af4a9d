package io.pgretype.sequence;

import io.pgretype.change.Identifier;
import io.pgretype.change.Literal;
import io.pgretype.change.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An identity column's sequence, with all by which it can be made again: it cannot be given to another column.
 *
 * @param persistence pg_class.relpersistence
 * @param comment null if it has none
 */
public record IdentitySequence(
        Feed feed,
        Position position,
        String persistence,
        @Nullable String comment,
        List<Grant> grants) {

    public IdentitySequence {
        grants = List.copyOf(grants);
    }

    /**
     * A privilege on it.
     *
     * @param grantee as SQL spells the role, or {@code public}
     */
    public record Grant(String grantee, String privilege, boolean grantable) {}

    public Sequence sequence() {
        return feed.sequence();
    }

    /** The statement that makes a column one that is generated as this one is, from a sequence like that. */
    public String add(QualifiedName table, Identifier column, Sequence as) {
        return """
                alter table %s
                alter column %s
                add generated %s as identity (
                    sequence name %s
                    start with %d
                    increment by %d
                    minvalue %d
                    maxvalue %d
                    cache %d
                    %s)""".formatted(
                        table.sql(),
                        column.sql(),
                        feed.identity().sql(),
                        as.name().sql(),
                        as.start(),
                        as.increment(),
                        as.min(),
                        as.max(),
                        as.cache(),
                        as.cycle() ? "cycle" : "no cycle");
    }

    /** What the new one still lacks of this one; nothing for most. */
    public List<String> traits(IdentitySequence made) {
        String name = sequence().name().sql();
        List<String> statements = new ArrayList<>();
        if (!persistence.equals(made.persistence)) {
            statements.add("alter sequence %s set %s".formatted(name, persistence.equals("u") ? "unlogged" : "logged"));
        }
        if (comment != null) {
            statements.add("comment on sequence %s is %s".formatted(name, new Literal(comment).sql()));
        }
        if (!grants.equals(made.grants)) {
            made.grants.stream()
                    .map(Grant::grantee)
                    .distinct()
                    .forEach(grantee -> statements.add("revoke all on sequence %s from %s".formatted(name, grantee)));
            grants.forEach(grant -> statements.add("grant %s on sequence %s to %s%s"
                    .formatted(
                            grant.privilege(), name, grant.grantee(), grant.grantable() ? " with grant option" : "")));
        }
        return statements;
    }
}
