package io.pgretype.lint.migration;

import io.pgretype.lint.script.Client;
import io.pgretype.lint.script.SqlScript;
import io.pgretype.lint.script.Statement;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Flyway: by version, a baseline where it takes the place of those before it, then repeatable ones by description. Undo
 * scripts and callbacks are not run.
 */
final class FlywayFormat implements Format {

    private record Script(FlywayName name, SourceFile file) {}

    @Override
    public Plan plan(List<SourceFile> files, Map<String, String> placeholders) {
        PlanBuilder plan = new PlanBuilder();
        List<Script> scripts = files.stream()
                .flatMap(file -> FlywayName.of(file.name()).map(name -> new Script(name, file)).stream())
                .filter(script -> script.name().prefix() != 'U'
                        && (script.name().isSql() || script.name().isProgram()))
                .sorted(order())
                .toList();
        Duplicates.refuse(scripts.stream().map(Script::file).toList(), FlywayFormat::identity);
        Map<String, String> settings = settings(files);
        for (Script script : scripts) {
            if (script.name().isProgram()) {
                plan.unresolved(script.file(), 1, "a migration written in Java, Kotlin or Groovy");
            } else {
                read(script, settings.getOrDefault(script.file().relative() + ".conf", ""), placeholders, plan);
            }
        }
        files.stream()
                .filter(FlywayFormat::isMisnamed)
                .forEach(file -> plan.unresolved(
                        file, 1, "Flyway passes it over, its name is not V<version>__<description>.sql"));
        return plan.build();
    }

    private static Comparator<Script> order() {
        return Comparator.<Script, Boolean>comparing(
                        script -> script.name().version().isEmpty())
                .thenComparing(script -> script.name().version().orElse(new Version(List.of())))
                .thenComparing(script -> script.name().prefix() == 'B')
                .thenComparing(script -> script.name().description());
    }

    /** What must not be there twice: a baseline may have the version of a migration. */
    private static String identity(SourceFile file) {
        FlywayName name = FlywayName.of(file.name()).orElseThrow();
        return (name.prefix() == 'B' ? "baseline " : "")
                + name.version().map(Version::toString).orElse(name.description());
    }

    private static boolean isMisnamed(SourceFile file) {
        String name = file.name();
        return file.isSql()
                && name.length() > 1
                && (name.charAt(0) == 'V' || name.charAt(0) == 'v')
                && Character.isDigit(name.charAt(1))
                && FlywayName.of(name).isEmpty();
    }

    private static Map<String, String> settings(List<SourceFile> files) {
        Map<String, String> settings = new HashMap<>();
        files.stream()
                .filter(file -> file.name().endsWith(".sql.conf"))
                .forEach(file -> settings.put(file.relative().toString(), file.text()));
        return settings;
    }

    private static void read(Script script, String settings, Map<String, String> placeholders, PlanBuilder plan) {
        SourceFile file = script.file();
        Properties own = new Properties();
        try {
            own.load(new StringReader(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String text = "false".equals(own.getProperty("placeholderReplacement"))
                ? file.text()
                : placeholders(file, placeholders)
                        .replaceIn(
                                file.text(), (name, line) -> plan.unresolved(file, line, Placeholders.noValue(name)));
        SqlScript sql = SqlScript.of(text, Client.FLYWAY);
        plan.step(
                identity(file),
                kind(script.name()),
                file,
                transactions(Optional.ofNullable(own.getProperty("executeInTransaction")), sql.statements()),
                sql);
    }

    private static Placeholders placeholders(SourceFile file, Map<String, String> given) {
        Map<String, String> values = new HashMap<>();
        values.put("flyway:defaultSchema", "public");
        values.put("flyway:table", "flyway_schema_history");
        values.put("flyway:filename", file.name());
        values.put("flyway:timestamp", "2000-01-01 00:00:00");
        values.put("flyway:workingDirectory", ".");
        values.putAll(given);
        return Placeholders.of(values);
    }

    private static Step.Kind kind(FlywayName name) {
        return switch (name.prefix()) {
            case 'R' -> Step.Kind.REPEATABLE;
            case 'B' -> Step.Kind.BASELINE;
            default -> Step.Kind.ONCE;
        };
    }

    /** Where only some cannot run in a transaction, Flyway refuses the file, as the server does in a transaction. */
    private static Transactions transactions(Optional<String> setting, List<Statement> statements) {
        boolean one = setting.map(value -> !value.strip().equalsIgnoreCase("false"))
                .orElseGet(() -> statements.isEmpty()
                        || !statements.stream().allMatch(FlywayFormat::isKnownToRefuseTransactions));
        return one ? Transactions.ONE : Transactions.EACH_STATEMENT;
    }

    /** Those that Flyway knows; of {@code reindex … concurrently}, for example, it does not. */
    private static boolean isKnownToRefuseTransactions(Statement statement) {
        List<String> words = statement.firstWords(4);
        String second = words.size() > 1 ? words.get(1) : "";
        return switch (words.isEmpty() ? "" : words.get(0)) {
            case "create", "drop" ->
                Set.of("database", "tablespace", "subscription").contains(second)
                        || isConcurrently(words.subList(1, words.size()));
            case "alter" -> second.equals("system");
            case "vacuum" -> true;
            case "discard" -> second.equals("all");
            case "reindex" ->
                Set.of("schema", "database", "system")
                        .contains(second.equals("verbose") && words.size() > 2 ? words.get(2) : second);
            default -> false;
        };
    }

    private static boolean isConcurrently(List<String> words) {
        List<String> rest = !words.isEmpty() && words.get(0).equals("unique") ? words.subList(1, words.size()) : words;
        return rest.size() > 1 && rest.get(0).equals("index") && rest.get(1).equals("concurrently");
    }
}
