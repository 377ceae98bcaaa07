package io.connectdomo.doctor.ask;

import java.util.List;
import java.util.Objects;

/**
 * What an instance answered.
 *
 * @param value in a few words; the same words for the same answer
 * @param evidence what was seen, or why nothing was; holds no token and no row
 * @param settings what a connector has to be told, because it would do something else; often none
 */
public record Answer(Kind kind, String value, String evidence, List<Setting> settings) {
    /** How far an answer can be trusted. */
    public enum Kind {
        /** The instance answered. */
        ANSWERED,
        /** It answered something that none of the known answers is. */
        UNKNOWN,
        /** It was not asked: something is missing, or not allowed. */
        NOT_ASKED
    }

    public Answer {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(evidence, "evidence");
        settings = List.copyOf(settings);
    }

    /** An answer that asks nothing of anyone. */
    public static Answer of(String value, String evidence) {
        return new Answer(Kind.ANSWERED, value, evidence, List.of());
    }

    /** An answer that is the value of a key; the key has to be set where that is not its default. */
    public static Answer of(Setting setting, String evidence) {
        return of(setting.value().isEmpty() ? "(empty)" : setting.value(), evidence)
                .withSetting(setting);
    }

    public static Answer unknown(String evidence) {
        return new Answer(Kind.UNKNOWN, "unknown: please report", evidence, List.of());
    }

    public static Answer notAsked(String why) {
        return new Answer(Kind.NOT_ASKED, "not asked", why, List.of());
    }

    /** The same, where {@code setting} has to be set unless it is what a connector does anyway. */
    public Answer withSetting(Setting setting) {
        return setting.isDefault() ? this : new Answer(kind, value, evidence, List.of(setting));
    }
}
