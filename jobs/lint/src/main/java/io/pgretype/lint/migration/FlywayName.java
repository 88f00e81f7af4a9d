package io.pgretype.lint.migration;

import java.util.Optional;

/**
 * The name of a file as Flyway reads it.
 *
 * @param version empty in repeatable ones
 */
record FlywayName(char prefix, Optional<Version> version, String description, String suffix) {

    private static final String SEPARATOR = "__";

    /** Empty for what Flyway does not take for a migration: callbacks, wrong names, other files. */
    static Optional<FlywayName> of(String name) {
        int separator = name.indexOf(SEPARATOR);
        int dot = name.lastIndexOf('.');
        if (separator < 1 || dot < separator || "VRBU".indexOf(name.charAt(0)) < 0) {
            return Optional.empty();
        }
        String description = name.substring(separator + SEPARATOR.length(), dot);
        Optional<Version> version = Version.of(name.substring(1, separator));
        boolean repeatable = name.charAt(0) == 'R';
        if (repeatable ? separator > 1 : version.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FlywayName(name.charAt(0), version, description, name.substring(dot)));
    }

    boolean isSql() {
        return suffix.equals(".sql");
    }

    boolean isProgram() {
        return suffix.equals(".java") || suffix.equals(".kt") || suffix.equals(".groovy") || suffix.equals(".class");
    }
}
