package io.connectdomo.doctor.question;

import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Setup;
import java.util.ArrayList;
import java.util.List;

/** All questions, in the order in which they are asked: what later ones build on comes first. */
public final class Questions {
    private Questions() {}

    /** @param thorough also those that cost many requests */
    public static List<Question> of(Setup setup, boolean thorough) {
        SearchQuestions search = new SearchQuestions(setup);
        List<Question> questions = new ArrayList<>(new ConnectionQuestions(setup).all());
        SessionQuestions session = new SessionQuestions(setup);
        questions.add(session.uploadPath());
        questions.add(new RightsQuestion(setup).question());
        questions.add(new CreditQuestion(setup).question());
        questions.addAll(new CommitQuestions(setup).all());
        questions.addAll(new KeyQuestions(setup).all());
        questions.addAll(new PartitionQuestions(setup).all());
        questions.addAll(search.all());
        questions.addAll(new AuditQuestions(setup).all());
        questions.addAll(new ExecutionQuestions(setup).all());
        questions.addAll(new ReportQuestions(setup).all());
        questions.addAll(new AppDbQuestions(setup).all());
        questions.addAll(new FileSetQuestions(setup).all());
        questions.addAll(new FileQuestions(setup).all());
        questions.add(session.atTheEnd());
        if (thorough) {
            questions.add(search.rate());
        }
        return List.copyOf(questions);
    }
}
