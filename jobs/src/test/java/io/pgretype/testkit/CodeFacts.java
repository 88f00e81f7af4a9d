package io.pgretype.testkit;

import java.util.stream.Stream;

/** What runs or decides by itself: functions, triggers, rules, policies. */
final class CodeFacts {

    private static final String FUNCTIONS = """
            select format('function %s: %s', p.oid::regprocedure, fact.text)
            from pg_proc p
            cross join lateral (
              values
                (case when p.prokind <> 'a' then pg_get_functiondef(p.oid) else 'aggregate' end),
                ('owner ' || quote_ident(pg_get_userbyid(p.proowner)))
            ) fact(text)
            where pg_temp.is_dumped(p.pronamespace)
              and not pg_temp.is_of_extension('pg_proc', p.oid)
            order by p.oid::regprocedure::text, fact.text
            """;

    private static final String TRIGGERS = """
            select format('trigger %I on %s: enabled %s, %s',
              t.tgname, t.tgrelid::regclass, t.tgenabled, pg_get_triggerdef(t.oid))
            from pg_trigger t
            join pg_class c on c.oid = t.tgrelid
            where not t.tgisinternal
              and pg_temp.is_dumped(c.relnamespace)
              and not pg_temp.is_of_extension('pg_class', c.oid)
            order by t.tgrelid::regclass::text, t.tgname
            """;

    /** Their own names have numbers in them that differ between two equal schemas. */
    private static final String TRIGGERS_OF_CONSTRAINTS = """
            select format('constraint %I on %s: trigger %s on %s enabled %s',
              con.conname, con.conrelid::regclass, t.tgfoid::regproc, t.tgrelid::regclass, t.tgenabled)
            from pg_trigger t
            join pg_constraint con on con.oid = t.tgconstraint
            where t.tgisinternal
              and pg_temp.is_dumped(con.connamespace)
            order by con.conrelid::regclass::text, con.conname, t.tgfoid::regproc::text
            """;

    private static final String RULES = """
            select format('rule %I on %s: enabled %s, %s',
              r.rulename, r.ev_class::regclass, r.ev_enabled, pg_get_ruledef(r.oid))
            from pg_rewrite r
            join pg_class c on c.oid = r.ev_class
            where r.rulename <> '_RETURN'
              and pg_temp.is_dumped(c.relnamespace)
              and not pg_temp.is_of_extension('pg_class', c.oid)
            order by r.ev_class::regclass::text, r.rulename
            """;

    private static final String POLICIES = """
            select format('policy %I on %I.%I: %s for %s to %s using %s check %s',
              policyname, schemaname, tablename, permissive, cmd, roles, qual, with_check)
            from pg_policies
            where schemaname <> 'pgretype'
            order by schemaname, tablename, policyname
            """;

    private static final String EVENT_TRIGGERS = """
            select format('event trigger %I: on %s %s runs %s, enabled %s',
              evtname, evtevent, evttags, evtfoid::regproc, evtenabled)
            from pg_event_trigger
            order by evtname
            """;

    private CodeFacts() {}

    static Stream<String> queries() {
        return Stream.of(FUNCTIONS, TRIGGERS, TRIGGERS_OF_CONSTRAINTS, RULES, POLICIES, EVENT_TRIGGERS);
    }
}
