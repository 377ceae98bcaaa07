package io.connectdomo.doctor.ask;

import io.connectdomo.common.http.DomoException;

/** Words for what was seen. */
public final class Evidence {
    private static final int LONGEST = 300;
    private static final int UNAUTHORIZED = 401;

    private Evidence() {}

    /** A refusal in short: status and Domo's words. Other failures in full: they say what is known and what is not. */
    public static String of(DomoException failure) {
        if (failure instanceof DomoException.Refused refused) {
            return refused.status() + (refused.domoMessage().isEmpty() ? "" : " \"" + cut(refused.domoMessage()) + '"');
        }
        if (failure instanceof DomoException.Unauthorized denied) {
            return denied.status()
                    + (denied.status() == UNAUTHORIZED ? " (the token is refused)" : " (the token's user may not)");
        }
        return cut(failure.getMessage());
    }

    /** Whether Domo read the request and said no. */
    public static boolean isNo(DomoException failure) {
        return failure instanceof DomoException.Refused || failure instanceof DomoException.Unauthorized;
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
