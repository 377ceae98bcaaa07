package io.connectdomo.source.executions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.json.Lenient;
import io.connectdomo.common.streams.StreamClient;
import io.connectdomo.common.streams.StreamExecutions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real history of one stream. Not thread-safe. */
final class DomoStreamHistory implements StreamHistory {
    private static final Logger LOG = LoggerFactory.getLogger(DomoStreamHistory.class);
    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;
    private static final ExecutionReply NOTHING = new ExecutionReply(List.of(), Optional.empty(), false);
    private static final ExecutionReply NO_STREAM = new ExecutionReply(List.of(), Optional.empty(), true);

    private final StreamClient client;
    private final long stream;
    private boolean gone;
    private boolean withoutList;

    DomoStreamHistory(StreamClient client, long stream) {
        this.client = client;
        this.stream = stream;
    }

    @Override
    public ExecutionReply ask(ExecutionRequest request) {
        if (request instanceof ExecutionRequest.Latest) {
            return latest();
        }
        if (request instanceof ExecutionRequest.Part part) {
            return part(part);
        }
        return detail(request);
    }

    private ExecutionReply latest() {
        try {
            ExecutionReply reply = reply(client.executionHistory(stream));
            gone = false;
            return reply;
        } catch (DomoException.Refused refused) {
            if (refused.status() != NOT_FOUND) {
                throw refused;
            }
            if (!gone) {
                LOG.warn(
                        "Domo has no stream {}: its executions are looked for from time to time only", stream, refused);
                gone = true;
            }
            return NO_STREAM;
        }
    }

    private ExecutionReply part(ExecutionRequest.Part part) {
        try {
            return reply(client.executions(stream, part.limit(), part.offset()));
        } catch (DomoException.Refused refused) {
            if (refused.status() != NOT_FOUND) {
                throw refused;
            }
            if (!withoutList) {
                LOG.warn(
                        "Domo has no list of all executions of stream {}: those that its history does not reach down to"
                                + " can't be read",
                        stream,
                        refused);
                withoutList = true;
            }
            return NOTHING;
        }
    }

    /** Whether Domo has such pages, and lets this token see them, is unknown: the run itself is more than its errors. */
    private ExecutionReply detail(ExecutionRequest request) {
        try {
            return reply(
                    request instanceof ExecutionRequest.One one
                            ? client.execution(stream, one.id())
                            : client.lastExecution(stream));
        } catch (DomoException.Refused refused) {
            LOG.debug("No details", refused);
            return NOTHING;
        } catch (DomoException.Unauthorized refused) {
            if (refused.status() != FORBIDDEN) {
                throw refused;
            }
            LOG.debug("No details for this token", refused);
            return NOTHING;
        }
    }

    private ExecutionReply reply(StreamExecutions executions) {
        return new ExecutionReply(
                executions.entries().stream().map(this::run).toList(), executions.serverTime(), false);
    }

    /**
     * @throws DomoException.UnknownOutcome for an execution without an id: there is no place for it
     */
    private Execution run(ObjectNode entry) {
        long id = Lenient.number(entry, "executionId")
                .orElseThrow(() -> new DomoException.UnknownOutcome(
                        "Domo's history of stream " + stream + " holds an execution without an executionId.", null));
        String state = Lenient.text(entry, "currentState").orElse("").toUpperCase(Locale.ROOT);
        return new Execution(id, state, millis(entry, "startedAt"), millis(entry, "endedAt"), entry);
    }

    private static long millis(ObjectNode entry, String field) {
        return Lenient.instant(entry, field).map(Instant::toEpochMilli).orElse(Execution.NONE);
    }
}
