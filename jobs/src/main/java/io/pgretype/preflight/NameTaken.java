package io.pgretype.preflight;

import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.mirror.Mirror;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The columns and the triggers that the change makes need their names. While it is open, they are there and ours. */
final class NameTaken implements Check {

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        boolean open = subject.relation().open();
        List<String> names = subject.declared().moves().stream()
                .flatMap(move -> open ? Stream.of(move.oldColumn()) : namesOf(move))
                .map(Identifier::name)
                .toList();
        List<String> taken = jdbc.sql("""
                        select format('column %I exists', attname)
                          from pg_attribute
                         where attrelid = :table
                           and attname in (:names)
                           and not attisdropped
                         union all
                        select format('trigger %I exists and calls %s', tgname, function.identity)
                          from pg_trigger
                         cross join pg_identify_object('pg_proc'::regclass, tgfoid, 0) as function
                         where tgrelid = :table
                           and tgname in (:triggers)
                           and not :open""")
                .param("table", subject.oid())
                .param("names", names)
                .param("triggers", Mirror.TRIGGERS)
                .param("open", open)
                .query(String.class)
                .list();
        return Refusal.of(
                ProblemCode.NAME_TAKEN,
                "Names that the change needs on %s are taken.".formatted(subject.name()),
                taken,
                "See './pgretype status': if another change of this table is open, finish or abandon it first; else"
                        + " rename what has the name.");
    }

    private static Stream<Identifier> namesOf(Move move) {
        return Stream.of(move.newColumn(), move.oldColumn());
    }
}
