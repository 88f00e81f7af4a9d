package io.pgretype.session;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every session of pgretype relies on, whatever its role and database have set. */
public final class SessionSettings {

    /**
     * Our waits have limits of their own; rows hidden by a policy make an error, not a wrong result; the lease's session may
     * be idle for long; a twin has its original's tablespace; a server that supports it notices within seconds that we were
     * killed. Settings that a version does not know are left out.
     */
    private static final List<Setting> RELIED_ON = List.of(
            new Setting("statement_timeout", "0"),
            new Setting("lock_timeout", "0"),
            new Setting("transaction_timeout", "0"),
            new Setting("idle_in_transaction_session_timeout", "0"),
            new Setting("idle_session_timeout", "0"),
            new Setting("default_transaction_read_only", "off"),
            new Setting("default_transaction_isolation", "read committed"),
            new Setting("default_transaction_deferrable", "off"),
            new Setting("row_security", "off"),
            new Setting("default_tablespace", ""),
            new Setting("default_table_access_method", "heap"),
            new Setting("check_function_bodies", "on"));

    /** Where the role may not set it, its triggers fire as it is. Not every operating system has the second. */
    private static final List<Setting> WHERE_ALLOWED = List.of(
            new Setting("session_replication_role", "origin"), new Setting("client_connection_check_interval", "5s"));

    /** The statements to run in a new session before anything else, several at once: a pool's {@code connectionInitSql}. */
    public static final String SQL = """
            select set_config(wanted.name, wanted.value, false)
              from (values %s) as wanted (name, value)
             where current_setting(wanted.name, true) is not null;
            %s""".formatted(
                    Stream.concat(RELIED_ON.stream(), ValueSettings.ALL.stream())
                            .map(setting -> "('%s', '%s')".formatted(setting.name(), setting.value()))
                            .collect(Collectors.joining(",\n                   ")),
                    WHERE_ALLOWED.stream().map(SessionSettings::whereAllowed).collect(Collectors.joining(";\n")));

    private static final String SET_WHERE_ALLOWED = """
            do $pgretype$
            begin
                set %s = '%s';
            exception when others then
                null;
            end
            $pgretype$""";

    private SessionSettings() {}

    private static String whereAllowed(Setting setting) {
        return SET_WHERE_ALLOWED.formatted(setting.name(), setting.value());
    }
}
