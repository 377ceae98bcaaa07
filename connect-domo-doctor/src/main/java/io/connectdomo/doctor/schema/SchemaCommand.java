package io.connectdomo.doctor.schema;

import io.connectdomo.common.dataset.AutoCreation;
import java.io.PrintStream;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;

/** {@code schema}: which DataSet auto-create would make. Its command line is in {@link SchemaOptions}. */
public final class SchemaCommand {
    private static final int ALL_FIT = 0;
    private static final int SOME_DO_NOT = 1;
    private static final int NO_ANSWER = 2;

    private final PrintStream out;
    private final PrintStream told;

    /**
     * @param out for the answer
     * @param told for what went wrong
     */
    public SchemaCommand(PrintStream out, PrintStream told) {
        this.out = out;
        this.told = told;
    }

    /** The exit code. */
    public int run(String... arguments) {
        try {
            SchemaOptions options = SchemaOptions.of(arguments);
            if (options.help()) {
                out.print(SchemaOptions.USAGE);
                return ALL_FIT;
            }
            Survey survey = survey(options);
            if (survey.draft().isEmpty()) {
                throw new SchemaException("None of " + survey.records() + " records tells what the DataSet would be."
                        + (survey.troubles().isEmpty()
                                ? ""
                                : " " + survey.troubles().get(0)));
            }
            out.println(options.json() ? SchemaReport.json(survey) : SchemaReport.text(survey));
            return survey.allFit() ? ALL_FIT : SOME_DO_NOT;
        } catch (SchemaException | ConfigException none) {
            told.println(none.getMessage());
            return NO_ANSWER;
        }
    }

    private static Survey survey(SchemaOptions options) {
        AutoCreation creation = ServiceLoader.load(AutoCreation.class)
                .findFirst()
                .orElseThrow(
                        () -> new SchemaException("This doctor was packaged without the sink, which alone knows."));
        Survey survey = new Survey(creation.of(options.connector(), options.topic()));
        Converters converters = new Converters(options.connector(), options.topic());
        RecordSource source = options.file().isPresent()
                ? new FileRecords(options.file().get())
                : new TopicRecords(options.bootstrap().orElseThrow(), options.topic(), options.connector());
        source.read(options.records(), raw -> look(survey, converters, raw));
        return survey;
    }

    private static void look(Survey survey, Converters converters, RecordSource.RawRecord raw) {
        try {
            survey.look(converters.record(raw.partition(), raw.offset(), raw.key(), raw.value()));
        } catch (DataException unreadable) {
            // The converter's own words may quote the value.
            survey.unreadable(raw.partition(), raw.offset(), "it is not what its converter reads");
        }
    }
}
