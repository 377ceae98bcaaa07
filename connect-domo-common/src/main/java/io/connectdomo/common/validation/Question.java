package io.connectdomo.common.validation;

import io.connectdomo.common.http.DomoHttp;
import java.util.List;
import java.util.Optional;

/**
 * One question to Domo, of one or a few requests.
 *
 * @param what is looked at, in the words of a message: {@code DataSet 5d4d9a5c}
 * @param keys where it is configured
 * @param missing the message where Domo has no such thing (404), with {@link #what} for its {@code {}}; empty where that is refused like
 *     anything else
 * @param refused the message where Domo says no in another way, with {@link #what} and Domo's words; empty where that is no error
 */
public record Question(
        String what, List<String> keys, Optional<LiveCheck> missing, Optional<LiveCheck> refused, Asking asking) {
    public Question {
        keys = List.copyOf(keys);
    }

    /** A question whose no is an error. */
    public static Question of(String what, List<String> keys, LiveCheck missing, LiveCheck refused, Asking asking) {
        return new Question(what, keys, Optional.of(missing), Optional.of(refused), asking);
    }

    /** A question whose no says nothing: where values to choose from are asked for. */
    public static Question optional(String what, Asking asking) {
        return new Question(what, List.of(), Optional.empty(), Optional.empty(), asking);
    }

    /** Asks. */
    @FunctionalInterface
    public interface Asking {
        /**
         * On a thread of the inquiry.
         *
         * @param findings of this question alone
         * @throws io.connectdomo.common.http.DomoException where there is no answer, or a no
         */
        void ask(DomoHttp http, Findings findings);
    }
}
