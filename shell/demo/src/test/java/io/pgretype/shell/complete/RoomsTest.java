package io.pgretype.shell.complete;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.pgretype.testkit.Floors;

/** What operators run knows nothing of what only a checkout has. */
@AnalyzeClasses(packages = "io.pgretype", importOptions = Floors.DoNotIncludeTestKits.class)
class RoomsTest {

    @ArchTest
    static final ArchRule everyPackageCallsOnlyWhatItMay = Floors.ofThePage().everyPackageCallsOnlyWhatItMay();

    @ArchTest
    static final ArchRule theApplicationKnowsNothingOfTheMigration = noClasses()
            .that()
            .resideInAPackage("io.pgretype.shell.traffic..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.pgretype.shell",
                    "io.pgretype.run..",
                    "io.pgretype.batch..",
                    "io.pgretype.phase..",
                    "io.pgretype.ledger..",
                    "io.pgretype.mirror..");

    @ArchTest
    static final ArchRule onlyTheDemoStartsAServer = noClasses()
            .that()
            .resideInAPackage("io.pgretype.shell..")
            .and()
            .resideOutsideOfPackage("io.pgretype.shell.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.zonky..");
}
