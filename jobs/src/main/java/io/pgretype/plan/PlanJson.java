package io.pgretype.plan;

import io.pgretype.problem.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plan for programs.
 *
 * @param phase where the change is: a plan is only made of one that is {@code planned} or {@code abandoned}
 * @param problems what stands in the way; then nothing else is told
 * @param madeAgain views, policies and the like, by kind and name
 * @param plainStatement what there is to say of doing without the phases; most often nothing
 * @param next the command to type
 */
record PlanJson(
        String change,
        String phase,
        List<Refusal> problems,
        List<String> plainStatement,
        List<Table> tables,
        List<Follower> comesAlong,
        List<ForeignKey> foreignKeys,
        List<String> madeAgain,
        List<Swap> swaps,
        @Nullable String next) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final Pattern BULLET = Pattern.compile("^ *(- )?");

    record Refusal(String code, String stopped, String observed, String state, String next) {}

    record Column(String column, String fromType, String toType) {}

    /** In rows, seconds and bytes. */
    record Forecast(
            long rows,
            long backfillSecondsLow,
            long backfillSecondsHigh,
            long backfillWalBytes,
            long indexWalBytes,
            long sizeBytes,
            long moreDiskBytes) {}

    record Carried(String kind, String name) {}

    record Statement(String phase, String lock, String sql) {}

    record Table(
            String table,
            int partitions,
            List<Column> columns,
            Forecast forecast,
            List<Carried> carried,
            List<Statement> statements,
            List<Remark> remarks,
            List<String> sequences) {}

    record Follower(String table, String column, String foreignKey, String references) {}

    record ForeignKey(String name, String table, String references, List<Statement> statements) {}

    record Swap(List<String> tables, List<String> locks) {}

    static String text(PlannedChange plan, String phase, List<String> plainStatement, String next) {
        String change = plan.change().name();
        return MAPPER.writeValueAsString(new PlanJson(
                change,
                phase,
                List.of(),
                plain(plainStatement),
                plan.tables().stream().map(PlanJson::table).toList(),
                plan.followers().stream()
                        .map(follower -> new Follower(
                                follower.table().toString(),
                                follower.column().name(),
                                follower.because().name().name(),
                                follower.because().referenced().name().toString()))
                        .toList(),
                plan.references().stream()
                        .map(reference -> new ForeignKey(
                                reference.original().name().name(),
                                reference.original().referencing().name().toString(),
                                reference.original().referenced().name().toString(),
                                ForeignKeyPlan.of(reference).stream()
                                        .map(PlanJson::statement)
                                        .toList()))
                        .toList(),
                plan.madeAgain(),
                plan.swaps().stream()
                        .map(group -> new Swap(
                                group.tables().stream()
                                        .map(table -> table.name().toString())
                                        .toList(),
                                group.locked().stream().map(Object::toString).toList()))
                        .toList(),
                next));
    }

    /** Where there is no plan. */
    static String text(String change, String phase, List<Problem> problems, @Nullable String next) {
        return MAPPER.writeValueAsString(new PlanJson(
                change,
                phase,
                problems.stream()
                        .map(problem -> new Refusal(
                                problem.code().key(),
                                problem.stopped(),
                                problem.observed(),
                                problem.state(),
                                problem.next()))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                next));
    }

    private static Table table(PlannedTable planned) {
        Estimate estimate = planned.estimate();
        return new Table(
                planned.table().name().toString(),
                planned.partitions(),
                planned.table().columns().stream()
                        .map(column -> new Column(column.column().name(), column.oldType(), column.newType()))
                        .toList(),
                new Forecast(
                        estimate.rows(),
                        estimate.fastSeconds(),
                        estimate.slowSeconds(),
                        estimate.backfillWal(),
                        estimate.indexWal(),
                        estimate.size(),
                        estimate.moreDisk()),
                planned.twins().stream()
                        .map(twin ->
                                new Carried(twin.kind().text(), twin.original().toString()))
                        .toList(),
                planned.statements().entrySet().stream()
                        .flatMap(phase -> phase.getValue().stream()
                                .map(statement -> statement(new PhaseStatement(phase.getKey(), statement))))
                        .toList(),
                planned.remarks().stream()
                        .map(remark -> new Remark(remark.title(), plain(remark.lines())))
                        .toList(),
                plain(planned.sequences()));
    }

    /** Without what puts them in their places on the screen. */
    private static List<String> plain(List<String> lines) {
        return lines.stream().map(line -> BULLET.matcher(line).replaceFirst("")).toList();
    }

    private static Statement statement(PhaseStatement planned) {
        return new Statement(
                planned.phase().text(),
                planned.statement().lock(),
                planned.statement().sql());
    }
}
