package io.connectdomo.doctor;

import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.Setting;
import java.util.List;

/**
 * What came out.
 *
 * @param credits as text, for a commit may have an outcome nobody knows
 * @param left what is still in the instance although it should have been deleted
 */
record Report(List<Finding> findings, String credits, List<String> left) {
    static final int NOTHING_TO_SET = 0;
    static final int SOMETHING_TO_SET = 1;
    static final int UNCLEAR = 3;

    /** The lines to paste. */
    List<Setting> settings() {
        return findings.stream()
                .flatMap(finding -> finding.answer().settings().stream())
                .toList();
    }

    int exitCode() {
        boolean unknown = findings.stream().anyMatch(finding -> finding.answer().kind() == Answer.Kind.UNKNOWN);
        if (unknown || !left.isEmpty()) {
            return UNCLEAR;
        }
        return settings().isEmpty() ? NOTHING_TO_SET : SOMETHING_TO_SET;
    }
}
