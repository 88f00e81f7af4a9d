package io.pgretype.lint.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sees from the names and texts of a directory's files which tool runs them. */
final class DetectTool {

    private DetectTool() {}

    static Tool in(Path directory, List<SourceFile> files) {
        if (files.stream()
                .anyMatch(file -> LiquibaseFormat.isFormattedSql(file) || LiquibaseFormat.isChangelog(file))) {
            return Tool.LIQUIBASE;
        }
        if (hasLine(files, "+goose up")) {
            return Tool.GOOSE;
        }
        if (hasLine(files, "migrate:up")) {
            return Tool.DBMATE;
        }
        if (files.stream().anyMatch(file -> FlywayName.of(file.name()).isPresent())) {
            return Tool.FLYWAY;
        }
        boolean numbered = files.stream()
                .anyMatch(file -> file.isSql()
                        && file.name().contains("_")
                        && Version.leading(file.name()).isPresent());
        boolean pairs = files.stream().anyMatch(file -> file.name().endsWith(".up.sql"));
        if (numbered && usesSqlx(directory)) {
            return Tool.SQLX;
        }
        return numbered && pairs ? Tool.GOLANG_MIGRATE : Tool.PLAIN;
    }

    private static boolean hasLine(List<SourceFile> files, String comment) {
        return files.stream().filter(SourceFile::isSql).anyMatch(file -> {
            Lines lines = new Lines(file.text());
            for (int i = 0; i < lines.size(); i++) {
                if (lines.comment(i).toLowerCase(Locale.ROOT).startsWith(comment)) {
                    return true;
                }
            }
            return false;
        });
    }

    /** A Rust package that names it, in this directory or the nearest above that has one, within the repository. */
    private static boolean usesSqlx(Path directory) {
        for (@Nullable Path at = directory; at != null; at = at.getParent()) {
            Path manifest = at.resolve("Cargo.toml");
            try {
                if (Files.isRegularFile(manifest)) {
                    return Files.readString(manifest, StandardCharsets.ISO_8859_1)
                            .contains("sqlx");
                }
            } catch (IOException e) {
                return false;
            }
            if (Files.exists(at.resolve(".git"))) {
                return false;
            }
        }
        return false;
    }
}
