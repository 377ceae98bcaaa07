package io.connectdomo.doctor;

import io.connectdomo.emulator.Dialect;

/**
 * What the doctor has to say about an instance of one dialect.
 *
 * @param question the id of the question that finds it out
 */
record Expected(String question, String answer) {

    static Expected of(Dialect dialect) {
        return switch (dialect) {
            case SECOND_COMMIT_CONFLICT -> new Expected("second-commit", "409");
            case SECOND_COMMIT_OK -> new Expected("second-commit", "200, nothing done");
            case SECOND_COMMIT_NOT_FOUND -> new Expected("second-commit", "404");
            case VERSION_AT_ONCE -> new Expected("version", "in both lists, at once");
            case VERSION_LATE -> new Expected("version", "in both lists, late");
            case VERSION_PROCESSING -> new Expected("version", "in both lists, as processing first");
            case VERSION_ONLY_V2 -> new Expected("version", "in the v2 list only");
            case VERSION_ONLY_V3 -> new Expected("version", "in the v3 list only");
            case VERSION_OTHER_ID -> new Expected("version", "under another id");
            case COMMIT_SIZE_PRESENT -> new Expected("commit-size", "yes");
            case COMMIT_SIZE_ABSENT -> new Expected("commit-size", "no");
            case TRUNCATE_NO_PART -> new Expected("truncate", "no_part");
            case TRUNCATE_EMPTY_PART -> new Expected("truncate", "empty_part");
            default -> throw new AssertionError(dialect);
        };
    }
}
