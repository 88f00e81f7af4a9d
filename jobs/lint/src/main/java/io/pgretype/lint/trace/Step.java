package io.pgretype.lint.trace;

import io.pgretype.lint.scratch.Message;
import io.pgretype.lint.scratch.Reply;
import io.pgretype.lint.script.Statement;
import io.pgretype.lint.state.Index;
import io.pgretype.lint.state.Lock;
import io.pgretype.lint.state.Observation;
import io.pgretype.lint.state.Relation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A statement that was run, with what was seen before and after it.
 *
 * @param transaction the number of the transaction that it was run in; no two statements without one share a number
 * @param watched the locks that were seen from outside, of a statement that runs in no transaction block
 * @param queries that the server planned for it, those in functions and DO blocks included
 */
public record Step(
        Statement statement,
        int transaction,
        Observation before,
        Observation after,
        Reply reply,
        Set<Lock> watched,
        List<Query> queries) {

    /** On relations that were there before it: those that it took itself. */
    public List<Lock> newLocks() {
        return Stream.concat(
                        after.locks().stream().filter(lock -> !before.locks().contains(lock)), watched.stream())
                .filter(lock -> before.catalog().has(lock.relation()))
                .toList();
    }

    /** The strongest first. */
    public List<Lock> locksOn(long relation) {
        return Stream.concat(after.locks().stream(), watched.stream())
                .filter(lock -> lock.relation() == relation)
                .sorted((a, b) -> Boolean.compare(b.blocksReads(), a.blocksReads()))
                .toList();
    }

    /** Of these relations, those whose file is another one now. */
    public List<Relation> rewritten() {
        return before.catalog().relations().stream()
                .filter(old -> old.filenode() != 0)
                .filter(old -> after.catalog()
                        .relation(old.oid())
                        .filter(now -> now.filenode() != old.filenode())
                        .isPresent())
                .toList();
    }

    /** Indexes that have a file that no index had before: new ones, and those built again. */
    public List<Index> built() {
        Set<Long> files =
                before.catalog().relations().stream().map(Relation::filenode).collect(Collectors.toSet());
        return after.catalog().indexes().stream()
                .filter(index -> after.catalog()
                        .relation(index.oid())
                        .filter(relation -> relation.filenode() != 0 && !files.contains(relation.filenode()))
                        .isPresent())
                .toList();
    }

    /** How often tables were read through, by their oid. */
    public Map<Long, Long> scans() {
        Map<Long, Long> scans = new TreeMap<>();
        for (Relation now : after.catalog().relations()) {
            long earlier =
                    before.catalog().relation(now.oid()).map(Relation::scans).orElse(0L);
            if (now.scans() > earlier) {
                scans.put(now.oid(), now.scans() - earlier);
            }
        }
        return scans;
    }

    /** Something that the server said while it ran, in English. */
    public boolean said(String beginning) {
        return reply.notices().stream().map(Message::message).anyMatch(message -> message.startsWith(beginning));
    }

    /** A lock asked for by this statement is waited for no longer than a setting allows. */
    public boolean hasLockTimeout() {
        boolean setInside = reply.hasTag("DO") || reply.hasTag("SELECT") || reply.hasTag("CALL");
        return before.hasLockTimeout() || (setInside && after.hasLockTimeout());
    }
}
