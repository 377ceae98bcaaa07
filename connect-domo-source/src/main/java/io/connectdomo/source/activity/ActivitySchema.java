package io.connectdomo.source.activity;

import io.connectdomo.source.feed.ValueSchema;

/** The value schema of the activity log; fields as real replies have them (observed-behaviour.md 5). */
final class ActivitySchema {
    static final ValueSchema VALUE = ValueSchema.named(
                    "io.connectdomo.ActivityLogEvent", 1, "One entry of Domo's activity log (user-audits)")
            .time("time", "When it happened")
            .text("userId", "Id of the user who did it")
            .text("userName", "That user's name when it happened")
            .text("userType", "USER, SYSTEM or another kind of actor")
            .text("actorId", "Id of who acted on the user's behalf")
            .text("actorName", "Name of who acted on the user's behalf")
            .text("actionType", "What was done: VIEWED, CREATED and so on")
            .text("objectType", "Kind of thing it was done to: PAGE, DATA_SOURCE and so on")
            .text("objectId", "Id of that thing")
            .text("objectName", "Name of that thing when it happened")
            .text("eventText", "What was done, in Domo's words")
            .text("additionalComment", "The whole event in Domo's words; may hold names")
            .text("clientId", "Id of the client application")
            .text("authenticationMethod", "How the user was signed in, such as DEV_TOKEN")
            .build();

    private ActivitySchema() {}
}
