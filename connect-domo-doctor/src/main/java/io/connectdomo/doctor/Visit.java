package io.connectdomo.doctor;

import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.Credits;
import io.connectdomo.doctor.ask.Instance;
import io.connectdomo.doctor.ask.Patience;
import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Scratch;
import io.connectdomo.doctor.ask.Setup;
import io.connectdomo.doctor.ask.Uploads;
import io.connectdomo.doctor.question.Questions;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One run over the questions, from the first request to the last deletion. */
final class Visit {
    private final Options options;
    private final PrintStream out;
    private final PrintStream told;
    private final Scratch scratch;
    private final Credits credits = new Credits();

    /**
     * @param out for the answers
     * @param told for what is being done
     */
    Visit(Options options, PrintStream out, PrintStream told) {
        this.options = options;
        this.out = out;
        this.told = told;
        this.scratch = new Scratch(Clock.systemUTC().instant(), told);
    }

    /**
     * @param keys of a connector's connection
     * @return the exit code
     */
    int run(Map<String, String> keys) throws Options.Wrong, InterruptedException {
        Thread onStop = new Thread(this::tidyAfterStop, "doctor-stop");
        Runtime.getRuntime().addShutdownHook(onStop);
        try (Instance instance = new Instance(keys)) {
            return asked(setup(instance));
        } finally {
            forget(onStop);
        }
    }

    private int asked(Setup setup) throws Options.Wrong, InterruptedException {
        List<Question> questions = chosen(Questions.of(setup, options.thorough()));
        Doctor doctor = new Doctor(setup, told);
        List<Finding> findings = new ArrayList<>();
        try {
            // Whatever is asked, it is asked there.
            findings.addAll(doctor.ask(questions.subList(0, 1)));
            Answer reached = findings.get(0).answer();
            if (reached.kind() != Answer.Kind.ANSWERED) {
                told.println("The instance could not be asked: " + reached.evidence());
                told.println("\n" + Advice.of(setup.instance().last().statuses()));
                return Main.COULD_NOT_ASK;
            }
            findings.addAll(doctor.ask(questions.subList(1, questions.size())));
        } finally {
            scratch.close();
        }
        Report report = new Report(findings, credits.toString(), scratch.left());
        out.println(options.json() ? JsonReport.of(report) : "\n" + TextReport.of(report));
        return report.exitCode();
    }

    private Setup setup(Instance instance) {
        Patience patience = new Patience(options.patience());
        return new Setup(
                instance,
                scratch,
                new Uploads(instance, credits, patience),
                patience,
                options.readOnly(),
                options.collection(),
                options.stream());
    }

    /** The first of all, and those that were asked for. */
    private List<Question> chosen(List<Question> all) throws Options.Wrong {
        if (options.only().isEmpty()) {
            return all;
        }
        for (String id : options.only()) {
            if (all.stream().noneMatch(question -> question.id().equals(id))) {
                throw new Options.Wrong("There is no question '" + id + "'; --list shows them.");
            }
        }
        List<Question> chosen = new ArrayList<>(all.subList(0, 1));
        all.stream()
                .skip(1)
                .filter(question -> options.only().contains(question.id()))
                .forEach(chosen::add);
        return chosen;
    }

    private void tidyAfterStop() {
        told.println("Stopping: what was made is being deleted.");
        scratch.close();
        scratch.left().forEach(each -> told.println("Not deleted; please delete in Domo: " + each));
        told.println("Credits used: " + credits + ".");
    }

    private static void forget(Thread onStop) {
        try {
            Runtime.getRuntime().removeShutdownHook(onStop);
        } catch (IllegalStateException stopping) {
            // It runs already.
            return;
        }
    }
}
