package io.connectdomo.sink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** The arrows of the house. */
@AnalyzeClasses(packages = "io.connectdomo", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.connectdomo.sink.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule COMMON_KNOWS_NOTHING_OF_SINKS = noClasses()
            .that()
            .resideInAPackage("io.connectdomo.common..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.connectdomo.sink..");

    @ArchTest
    static final ArchRule THE_EMULATOR_SHARES_NO_CODE_WITH_THE_CLIENT = noClasses()
            .that()
            .resideInAPackage("io.connectdomo.emulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.connectdomo.common..", "io.connectdomo.sink..");

    @ArchTest
    static final ArchRule ROWS_ARE_MADE_WITHOUT_KNOWING_TASKS_OR_DOMO = noClasses()
            .that()
            .resideInAPackage("io.connectdomo.sink.record..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.connectdomo.sink.task..",
                    "io.connectdomo.sink.dataset..",
                    "io.connectdomo.sink.appdb..",
                    "io.connectdomo.sink.fileset..",
                    "io.connectdomo.sink.file..",
                    "io.connectdomo.sink.batch..",
                    "io.connectdomo.sink.commit..",
                    "io.connectdomo.sink.upload..",
                    "io.connectdomo.common.http..");

    /** The rule of a commit's fate has no clock, no thread and no HTTP. */
    @ArchTest
    static final ArchRule A_COMMITS_FATE_IS_DECIDED_WITHOUT_A_CLOCK = noClasses()
            .that()
            .haveSimpleNameStartingWith("Settlement")
            .and()
            .resideInAPackage("io.connectdomo.sink.commit")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.connectdomo.sink.task..",
                    "io.connectdomo.sink.upload..",
                    "io.connectdomo.sink.metrics..",
                    "java.util.concurrent..",
                    "java.net..");

    /** Whoever pauses, resumes or rewinds is on the task thread: nobody else gets hold of the context. */
    @ArchTest
    static final ArchRule THE_CONTEXT_STAYS_WITH_THE_TASK_THREAD = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.connectdomo.sink.dataset..",
                    "io.connectdomo.sink.appdb..",
                    "io.connectdomo.sink.fileset..",
                    "io.connectdomo.sink.file..",
                    "io.connectdomo.sink.batch..",
                    "io.connectdomo.sink.commit..",
                    "io.connectdomo.sink.upload..",
                    "io.connectdomo.sink.record..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(SinkTaskContext.class);
}
