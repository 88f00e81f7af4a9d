package io.pgretype;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** Arrows point one way, and phases meet in the ledger only. */
@AnalyzeClasses(packages = "io.pgretype", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] PHASES = {"Expand", "Backfill", "Harden", "Verify", "Cutover", "Contract"};

    @ArchTest
    static final ArchRule everyRoomIsEnteredFromAboveOnly = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.pgretype..")
            .layer("Wiring")
            .definedBy("io.pgretype")
            .layer("Plan")
            .definedBy("io.pgretype.plan")
            .layer("Status")
            .definedBy("io.pgretype.status")
            .layer("Guard")
            .definedBy("io.pgretype.guard")
            .layer("Expand")
            .definedBy("io.pgretype.expand")
            .layer("Backfill")
            .definedBy("io.pgretype.backfill")
            .layer("Harden")
            .definedBy("io.pgretype.harden")
            .layer("Verify")
            .definedBy("io.pgretype.verify")
            .layer("Cutover")
            .definedBy("io.pgretype.cutover")
            .layer("Contract")
            .definedBy("io.pgretype.contract")
            .layer("Compare")
            .definedBy("io.pgretype.compare")
            .layer("Run")
            .definedBy("io.pgretype.run")
            .layer("Batch")
            .definedBy("io.pgretype.batch")
            .layer("Phase")
            .definedBy("io.pgretype.phase")
            .layer("Control")
            .definedBy("io.pgretype.control")
            .layer("Progress")
            .definedBy("io.pgretype.progress")
            .layer("Autovacuum")
            .definedBy("io.pgretype.autovacuum")
            .layer("Preflight")
            .definedBy("io.pgretype.preflight")
            .layer("Routine")
            .definedBy("io.pgretype.routine")
            .layer("Ledger")
            .definedBy("io.pgretype.ledger")
            .layer("Lock")
            .definedBy("io.pgretype.lock")
            .layer("Throttle")
            .definedBy("io.pgretype.throttle")
            .whereLayer("Wiring")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("Plan")
            .mayOnlyBeAccessedByLayers("Wiring")
            .whereLayer("Status")
            .mayOnlyBeAccessedByLayers("Wiring")
            .whereLayer("Guard")
            .mayOnlyBeAccessedByLayers("Wiring")
            .whereLayer("Expand")
            .mayOnlyBeAccessedByLayers("Wiring")
            .whereLayer("Backfill")
            .mayOnlyBeAccessedByLayers("Wiring")
            .whereLayer("Harden")
            .mayOnlyBeAccessedByLayers("Wiring")
            .whereLayer("Verify")
            .mayOnlyBeAccessedByLayers("Wiring")
            .whereLayer("Cutover")
            .mayOnlyBeAccessedByLayers("Wiring")
            .whereLayer("Contract")
            .mayOnlyBeAccessedByLayers("Wiring")
            .whereLayer("Compare")
            .mayOnlyBeAccessedByLayers("Verify", "Cutover", "Contract")
            .whereLayer("Run")
            .mayOnlyBeAccessedByLayers("Wiring")
            .whereLayer("Control")
            .mayOnlyBeAccessedByLayers("Wiring")
            .whereLayer("Batch")
            .mayOnlyBeAccessedByLayers(with(PHASES, "Wiring", "Run", "Compare"))
            .whereLayer("Phase")
            .mayOnlyBeAccessedByLayers(with(PHASES, "Wiring", "Plan", "Run", "Batch", "Compare"))
            .whereLayer("Progress")
            .mayOnlyBeAccessedByLayers(with(PHASES, "Wiring", "Run", "Batch", "Compare", "Status"))
            .whereLayer("Autovacuum")
            .mayOnlyBeAccessedByLayers(with(PHASES, "Wiring"))
            .whereLayer("Preflight")
            .mayOnlyBeAccessedByLayers("Wiring", "Plan", "Expand", "Cutover")
            .whereLayer("Routine")
            .mayOnlyBeAccessedByLayers("Plan", "Preflight")
            .whereLayer("Throttle")
            .mayOnlyBeAccessedByLayers(with(PHASES, "Wiring", "Batch", "Compare"));

    @ArchTest
    static final ArchRule noRoomIsPartOfACircle =
            slices().matching("io.pgretype.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theChangeKnowsNoDatabaseAndNoFramework = ArchRuleDefinition.noClasses()
            .that()
            .resideInAnyPackage("io.pgretype.change..", "io.pgretype.problem..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..", "javax.sql..", "org.springframework..", "org.postgresql..", "io.pgretype.database..");

    private static String[] with(String[] phases, String... others) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(phases), java.util.Arrays.stream(others))
                .toArray(String[]::new);
    }
}
