package io.connectdomo.doctor.question;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.Evidence;
import io.connectdomo.doctor.ask.NotAsked;
import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Question.Need;
import io.connectdomo.doctor.ask.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What credits are left. The page is known from clients alone, and its reply from nobody: whatever is called a balance is shown. */
final class CreditQuestion {
    private static final int MOST = 3;

    private final Setup setup;

    CreditQuestion(Setup setup) {
        this.setup = setup;
    }

    Question question() {
        return new Question("credits-balance", "How many credits are left?", Need.NOTHING, this::balance);
    }

    private Answer balance() throws InterruptedException {
        JsonNode shown;
        try {
            shown = setup.instance().patiently(() -> setup.instance().credits().balance());
        } catch (DomoException.Refused | DomoException.Unauthorized refused) {
            throw new NotAsked("the balance of credits was answered " + Evidence.of(refused)
                    + "; the token's user needs the grant View Credit Reports");
        }
        List<String> balances = new ArrayList<>();
        collect("", shown, balances);
        return balances.isEmpty()
                ? Answer.of("shown, in an unknown form", "the reply has no number that is called a balance")
                : Answer.of(balances.get(0).replaceFirst("^.* ", ""), String.join(", ", balances));
    }

    private static void collect(String name, JsonNode node, List<String> balances) {
        if (node.isNumber() && name.toLowerCase(Locale.ROOT).contains("balance") && balances.size() < MOST) {
            balances.add(name + " " + node.asText());
        }
        node.properties().forEach(field -> collect(field.getKey(), field.getValue(), balances));
        if (node.isArray()) {
            node.forEach(entry -> collect(name, entry, balances));
        }
    }
}
