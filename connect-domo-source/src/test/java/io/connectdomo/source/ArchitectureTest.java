package io.connectdomo.source;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.connectdomo.common.http.DomoHttp;

/** The arrows of the house. */
@AnalyzeClasses(packages = "io.connectdomo", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.connectdomo.source.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule COMMON_KNOWS_NOTHING_OF_SOURCES = noClasses()
            .that()
            .resideInAPackage("io.connectdomo.common..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.connectdomo.source..");

    /** The logic of the feeds is tested against a simulated Domo: it meets the real one behind an interface. */
    @ArchTest
    static final ArchRule FEEDS_DO_NO_HTTP_THEMSELVES = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.connectdomo.source.activity..",
                    "io.connectdomo.source.executions..",
                    "io.connectdomo.source.feed..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(DomoHttp.class);
}
