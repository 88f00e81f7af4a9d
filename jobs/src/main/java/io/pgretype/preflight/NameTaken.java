package io.pgretype.preflight;

import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.lock.NotNull;
import io.pgretype.mirror.Mirror;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The columns, triggers, functions and proofs of NOT NULL that the change makes need their names. While it is open, they are
 * there and ours.
 */
final class NameTaken implements Check {

    private static final String TAKEN = """
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
               and not :open
             union all
            -- The new column is proven NOT NULL by harden, the old one by rollback, a key's before it has its name again.
            select format('constraint %I exists', con.conname)
              from pg_constraint as con
              join pg_attribute as attribute
                on attribute.attrelid = con.conrelid
               and attribute.attnotnull
              join unnest(:columns::text[], :proofs::text[], :proofsOfNew::text[], :proofsOfRetired::text[])
                   as proof (column_name, of_old, of_new, of_retired)
                on proof.column_name = attribute.attname
             where con.conrelid = :table
               and con.conname in (proof.of_old, proof.of_new, proof.of_retired)
               and not :open
             union all
            select format('function %s exists', function.identity)
              from pg_proc
              join pg_namespace as namespace
                on namespace.oid = pronamespace
             cross join pg_identify_object('pg_proc'::regclass, pg_proc.oid, 0) as function
             where namespace.nspname = 'pgretype'
               -- One for each of a change's tables: mirror_x, mirror_x~2.
               and split_part(proname, '~', 1) in (:functions)
               and pronargs = 0
               and not :open""";

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        boolean open = subject.relation().open();
        List<String> names = subject.declared().moves().stream()
                .flatMap(move -> open ? Stream.of(move.oldColumn()) : namesOf(move))
                .map(Identifier::name)
                .toList();
        List<String> taken = jdbc.sql(TAKEN)
                .param("table", subject.oid())
                .param("names", names)
                .param("triggers", Mirror.TRIGGERS)
                .param("columns", names(subject, Move::column))
                .param("proofs", names(subject, move -> NotNull.proof(move.column())))
                .param("proofsOfNew", names(subject, move -> NotNull.proof(move.newColumn())))
                .param("proofsOfRetired", names(subject, move -> NotNull.proof(move.oldColumn())))
                .param("functions", functions(subject.change()))
                .param("open", open)
                .query(String.class)
                .list();
        return Refusal.of(
                ProblemCode.NAME_TAKEN,
                "Names that the change needs on %s are taken.".formatted(subject.name()),
                taken,
                "See './pgretype status': if another change of this table is open, finish or abandon it first; else"
                        + " rename what has the name. If another change uses the function, give this file another name.");
    }

    private static String[] names(Subject subject, Function<Move, Identifier> name) {
        return subject.declared().moves().stream()
                .map(name)
                .map(Identifier::name)
                .toArray(String[]::new);
    }

    /**
     * Those of the change, and of the ones from which it could not be told: a change {@code size_reverse} would come to
     * share a function with a change {@code size}.
     */
    private static List<String> functions(String change) {
        return Stream.of("mirror_", "witness_")
                .map(kind -> kind + change)
                .flatMap(name -> Stream.of(
                        name, name + "_reverse", name + "_reverse_reverse", name.replaceFirst("_reverse$", "")))
                .toList();
    }

    private static Stream<Identifier> namesOf(Move move) {
        return Stream.of(move.newColumn(), move.oldColumn());
    }
}
