package io.pgretype.lint;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.pgretype.testkit.Floors;

/** Every package of lint calls what its line in {@code jobs/README.md} names, and nothing else. */
@AnalyzeClasses(
        packages = {"io.pgretype.lint", "io.pgretype.apply"},
        importOptions = Floors.DoNotIncludeTestKits.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule everyPackageCallsOnlyWhatItMay = Floors.ofThePage().everyPackageCallsOnlyWhatItMay();
}
