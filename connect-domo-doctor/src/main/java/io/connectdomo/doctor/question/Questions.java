package io.connectdomo.doctor.question;

import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Setup;
import java.util.List;
import java.util.stream.Stream;

/** All questions, in the order in which they are asked: what later ones build on comes first. */
public final class Questions {
    private Questions() {}

    public static List<Question> of(Setup setup) {
        return Stream.of(new ConnectionQuestions(setup).all(), new CommitQuestions(setup).all())
                .flatMap(List::stream)
                .toList();
    }
}
