package io.connectdomo.benchmarks;

import io.connectdomo.benchmarks.encode.EncodeReport;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * JMH's command line with the allocation profiler on and a table of ratios at the end. From the root of the project:
 *
 * <pre>{@code
 * ./mvnw -q -pl connect-domo-benchmarks -am -DskipTests package
 * java -jar connect-domo-benchmarks/target/benchmarks.jar EncodeBenchmark
 * }</pre>
 *
 * takes two and a half minutes; {@code -p columns=10} for one size only.
 */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        CommandLineOptions commandLine = new CommandLineOptions(args);
        Runner runner = new Runner(new OptionsBuilder()
                .parent(commandLine)
                .addProfiler(GCProfiler.class)
                .build());
        if (commandLine.shouldList()) {
            runner.list();
            return;
        }
        Collection<RunResult> results = runner.run();
        System.out.print(EncodeReport.of(results));
    }
}
