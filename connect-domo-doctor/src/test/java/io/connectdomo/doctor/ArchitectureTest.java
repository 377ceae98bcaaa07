package io.connectdomo.doctor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the house. */
@AnalyzeClasses(packages = "io.connectdomo", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.connectdomo.doctor.(*)..").should().beFreeOfCycles();

    /** The sink is there at run time, as a service; what the doctor is tested with it does not know. */
    @ArchTest
    static final ArchRule THE_DOCTOR_STANDS_ON_COMMON_ALONE = noClasses()
            .that()
            .resideInAPackage("io.connectdomo.doctor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.connectdomo.sink..",
                    "io.connectdomo.source..",
                    "io.connectdomo.emulator..",
                    "io.connectdomo.local..");
}
