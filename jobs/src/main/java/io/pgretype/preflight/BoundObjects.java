package io.pgretype.preflight;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.KnownViews;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.database.Database;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.rebind.BoundObject;
import io.pgretype.rebind.ChangedView;
import io.pgretype.rebind.Rebinding;
import io.pgretype.rebind.RebindingTrial;
import io.pgretype.rebind.Unbindable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Views, policies and the like are made again in the swap: this role must be allowed to, and the server must take them. */
public final class BoundObjects {

    private static final String MISSING = """
            select format('%s is no member of %I, whose is: %s', quote_ident(current_user), owner.rolname, :text) as lack,
                   format('grant %I to %I', owner.rolname, current_user) as remedy
              from pg_roles as owner
             where owner.rolname = :owner
               and not pg_has_role(owner.oid, 'usage')""";

    /** Of a view that is created again, and given back to its owner. */
    private static final String MISSING_FOR_VIEW = """
            with needed (held, lack, remedy) as (
                select has_schema_privilege(cast(:schema as text), 'create'),
                       format('no CREATE on schema %I, where %s is created again', :schema, :view),
                       format('grant create on schema %I to %I', :schema, current_user)
                 union all
                select has_schema_privilege(cast(:owner as name), cast(:schema as text), 'create'),
                       format('no CREATE on schema %I for %I, which owns %s', :schema, :owner, :view),
                       format('grant create on schema %I to %I', :schema, :owner)
                 where :owner <> current_user
                 union all
                select pg_has_role(
                           cast(:owner as name),
                           case
                               when current_setting('server_version_num')::integer >= 160000 then 'SET'
                               else 'MEMBER'
                           end),
                       format('%I may not become %I, which owns %s', current_user, :owner, :view),
                       format('grant %I to %I', :owner, current_user))
            select lack, remedy
              from needed
             where not held
               and not (select rolsuper from pg_roles where rolname = current_user)""";

    private final Database database;

    public BoundObjects(Database database) {
        this.database = database;
    }

    /**
     * @param tables those that are to be swapped
     * @param until which columns the application writes until then
     */
    public List<Problem> refusals(List<TableUnderChange> tables, Direction until) {
        return refusals(tables, until, KnownViews.NONE);
    }

    /** @param known for the swap of just these tables */
    public List<Problem> refusals(List<TableUnderChange> tables, Direction until, KnownViews known) {
        Rebinding rebinding = Rebinding.of(database, tables, known);
        List<Problem> problems = new ArrayList<>(views(rebinding, tables));
        if (rebinding.objects().isEmpty()) {
            return problems;
        }
        List<Problem> privileges = MissingPrivilege.problems(
                "This role may not make again what is bound to columns that change.",
                Stream.of(
                                rebinding.objects().stream().flatMap(object -> missing(object).stream()),
                                rebinding.changedViews().stream().flatMap(view -> missing(view).stream()),
                                rebinding.changedViews().stream()
                                        .filter(ChangedView::isMaterialized)
                                        .flatMap(
                                                view -> MaterializedPrivileges.missing(view, database.jdbc()).stream()))
                        .flatMap(some -> some)
                        .distinct()
                        .toList());
        problems.addAll(privileges.isEmpty() ? misfits(rebinding, tables, until) : privileges);
        return problems;
    }

    private static List<Problem> views(Rebinding rebinding, List<TableUnderChange> tables) {
        return Refusal.of(
                ProblemCode.VIEW_ON_COLUMN,
                "Views read columns of %s, and not all of them can come along.".formatted(names(tables)),
                rebinding.refused().stream().map(Unbindable::text).toList(),
                "Keep the definition of each, drop it, run the same command again, and create it again after cutover: the"
                        + " runbook has the statements.");
    }

    private List<Problem> misfits(Rebinding rebinding, List<TableUnderChange> tables, Direction until) {
        return Refusal.of(
                ProblemCode.OBJECT_NOT_CARRIED,
                "Objects that use columns of %s do not work with the new type.".formatted(names(tables)),
                new RebindingTrial(database).complaints(rebinding, tables, until),
                "Write them so that they take both types, with a cast of the column, or drop them and create them again after"
                        + " cutover.");
    }

    private List<MissingPrivilege> missing(BoundObject object) {
        return database.jdbc()
                .sql(MISSING)
                .param("text", object.text())
                .param("owner", object.owner())
                .query(MissingPrivilege.class)
                .list();
    }

    private List<MissingPrivilege> missing(ChangedView view) {
        return database.jdbc()
                .sql(MISSING_FOR_VIEW)
                .param("schema", view.name().schema().name())
                .param("view", view.text())
                .param("owner", view.owner())
                .query(MissingPrivilege.class)
                .list();
    }

    private static String names(List<TableUnderChange> tables) {
        return String.join(
                ", ", tables.stream().map(table -> table.name().sql()).toList());
    }
}
