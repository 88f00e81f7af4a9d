package io.pgretype.preflight;

import io.pgretype.change.Identifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A trigger whose function is given texts, which may be names of columns.
 *
 * @param ofTable whether it is the table's own; else one of its arguments mentions the table
 * @param name quoted where it must be, with its table if that is another
 * @param function its full name
 * @param library for a function in C, the file that holds it
 * @param symbol what the function is called there, or its body
 */
public record ArgumentTrigger(
        boolean ofTable, String name, String function, String library, String symbol, List<String> arguments) {

    /** The arguments lie in one bytea, each with a zero at its end. */
    private static final String GIVEN_TEXTS = """
            select trigger.tgrelid = :table as of_table,
                   case
                       when trigger.tgrelid = :table then quote_ident(trigger.tgname)
                       else its.identity
                   end as name,
                   called.identity as function,
                   coalesce(substring(function.probin from '([^/.]+)[^/]*$'), '') as library,
                   function.prosrc as symbol,
                   array(
                       select convert_from(decode(part.hex, 'hex'), getdatabaseencoding())
                         from unnest(string_to_array(
                                  regexp_replace(encode(trigger.tgargs, 'hex'), '(..)', '\\1 ', 'g'), '00 '))
                              with ordinality as part (hex, number)
                        where part.number <= trigger.tgnargs
                        order by part.number) as arguments
              from pg_trigger as trigger
              join pg_proc as function
                on function.oid = trigger.tgfoid
             cross join pg_identify_object(function.tableoid, function.oid, 0) as called
             cross join pg_identify_object(trigger.tableoid, trigger.oid, 0) as its
             where not trigger.tgisinternal
               and trigger.tgnargs > 0
             order by 1 desc,
                      2""";

    public ArgumentTrigger {
        arguments = List.copyOf(arguments);
    }

    /** The table's own, and those of other tables that are told of it. */
    public static List<ArgumentTrigger> of(long table, Identifier tableName, JdbcClient jdbc) {
        return jdbc
                .sql(GIVEN_TEXTS)
                .param("table", table)
                .query((row, number) -> new ArgumentTrigger(
                        row.getBoolean("of_table"),
                        row.getString("name"),
                        row.getString("function"),
                        row.getString("library"),
                        row.getString("symbol"),
                        Arrays.asList((String[]) row.getArray("arguments").getArray())))
                .list()
                .stream()
                .filter(trigger -> trigger.ofTable() || trigger.mentions(tableName))
                .toList();
    }

    /** What its function does with them, if PostgreSQL or one of its own extensions brings it. */
    Optional<ShippedFunction> shipped() {
        return ShippedFunction.of(library, symbol);
    }

    /** Whether the name stands in an argument as a whole word. */
    public boolean mentions(Identifier name) {
        Pattern word = Pattern.compile(
                "(?<![\\p{L}\\p{N}_])%s(?![\\p{L}\\p{N}_])".formatted(Pattern.quote(name.name())),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return arguments.stream().anyMatch(argument -> word.matcher(argument).find());
    }

    /** Whether nobody but its author knows what its function does with them. */
    public boolean isUnknown() {
        return shipped().isEmpty();
    }

    /** For messages. */
    public String text() {
        return "%s (calls %s)".formatted(name, function);
    }
}
