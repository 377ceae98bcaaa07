package io.connectdomo.doctor.question;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.appdb.AppDbCollection;
import io.connectdomo.common.appdb.AppDbDocument;
import io.connectdomo.common.appdb.DocumentUpdate;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.json.Json;
import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.Evidence;
import io.connectdomo.doctor.ask.NotAsked;
import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Question.Need;
import io.connectdomo.doctor.ask.Setup;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Documents of a collection (observed-behaviour.md 4). There is no request that makes a collection, so the user names one. Every document
 * carries the run's name in a field, by which all are found and deleted.
 */
final class AppDbQuestions {
    private static final String MARK = "connectDomoDoctor";
    private static final String ROLE = "role";
    private static final int MOST = 100;
    private static final String NOT_THERE =
            "the collection of --collection was answered 404: is its id right, and may the token see it?";

    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final Setup setup;
    private boolean swept;

    AppDbQuestions(Setup setup) {
        this.setup = setup;
    }

    List<Question> all() {
        return List.of(
                new Question(
                        "appdb-collection", "Does GET show an AppDB collection?", Need.NOTHING, this::collectionShown),
                new Question("appdb-create", "How is a document's creation answered?", Need.SCRATCH, this::create),
                new Question("appdb-bulk", "Are there bulk requests for documents?", Need.SCRATCH, this::bulk),
                new Question(
                        "appdb-bulk-refusal", "What does a refused bulk request leave?", Need.SCRATCH, this::refusal),
                new Question("appdb-bulk-delete", "How is a bulk delete answered?", Need.SCRATCH, this::bulkDelete),
                new Question("appdb-unknown-id", "Is an unknown id kept?", Need.SCRATCH, this::unknownId));
    }

    private Answer collectionShown() throws InterruptedException {
        String id = named();
        try {
            Optional<AppDbCollection> shown =
                    setup.instance().patiently(() -> setup.instance().appDb().collection(id));
            if (shown.isEmpty()) {
                throw new NotAsked(NOT_THERE);
            }
            return Answer.of("yes", "GET shows the collection");
        } catch (DomoException.Refused refused) {
            String seen = "GET of the collection was answered " + Evidence.of(refused);
            return refused.status() == 405
                    ? Answer.of("no", seen + "; that it exists can't be checked before a connector starts")
                    : Answer.unknown(seen);
        }
    }

    private Answer create() {
        setup.instance().appDb().create(collection(), document("create"));
        int status = setup.instance().last().status();
        String seen = "a single creation was answered " + status;
        return status == OK || status == CREATED ? Answer.of(Integer.toString(status), seen) : Answer.unknown(seen);
    }

    private Answer bulk() {
        try {
            setup.instance().appDb().createAll(collection(), List.of(document("bulk"), document("bulk")));
            return Answer.of(
                    "yes",
                    "a bulk creation was answered " + setup.instance().last().status());
        } catch (DomoException.Refused refused) {
            String seen = "a bulk creation was answered " + Evidence.of(refused);
            return refused.status() == 404 || refused.status() == 405
                    ? Answer.of("no: " + refused.status(), seen + "; appdb.bulk=auto sends single documents by itself")
                    : Answer.unknown(seen);
        }
    }

    /** A document that calls something a date that is none is refused: what becomes of the one before it? */
    private Answer refusal() throws InterruptedException {
        ObjectNode bad = content("refusal");
        bad.putObject("date").put("$date", "no date");
        try {
            setup.instance().appDb().createAll(collection(), List.of(document("refusal"), Json.bytes(bad)));
        } catch (DomoException.Refused refused) {
            if (refused.status() == 404 || refused.status() == 405) {
                throw new NotAsked("there are no bulk requests");
            }
            int left = documents("refusal").size();
            String seen =
                    "after a refusal with " + Evidence.of(refused) + " " + left + " of the two documents are there";
            return switch (left) {
                case 0 -> Answer.of("nothing", seen);
                case 1 -> Answer.of("what came before", seen + "; a connector looks before it repeats");
                default -> Answer.unknown(seen);
            };
        }
        return Answer.of("nothing is refused", "a document with a date that is none was taken");
    }

    private Answer bulkDelete() {
        String id = setup.instance().appDb().create(collection(), document("delete"));
        setup.instance().appDb().deleteAll(collection(), List.of(id));
        int status = setup.instance().last().status();
        String seen = "a bulk delete was answered " + status;
        return status == OK || status == ACCEPTED ? Answer.of(Integer.toString(status), seen) : Answer.unknown(seen);
    }

    private Answer unknownId() throws InterruptedException {
        String id = UUID.randomUUID().toString();
        try {
            setup.instance().appDb().updateAll(collection(), List.of(new DocumentUpdate(id, document("unknown"))));
        } catch (DomoException.Refused refused) {
            if (refused.status() == 404 || refused.status() == 405) {
                throw new NotAsked("there are no bulk requests");
            }
            return Answer.of("refused", "a bulk update with an unknown id was refused with " + Evidence.of(refused));
        }
        List<AppDbDocument> written = documents("unknown");
        if (written.size() != 1) {
            return Answer.unknown("a bulk update with an unknown id left " + written.size() + " documents");
        }
        boolean kept = written.get(0).id().equals(id);
        return Answer.of(
                kept ? "yes" : "no",
                "a bulk update with an unknown id made a document under " + (kept ? "that id" : "another"));
    }

    private List<AppDbDocument> documents(String role) throws InterruptedException {
        ObjectNode predicate = Json.object();
        predicate.put("content." + MARK, setup.scratch().name(MARK)).put("content." + ROLE, role);
        return setup.instance()
                .patiently(() -> setup.instance().appDb().query(collection(), predicate, Optional.empty(), MOST, 0));
    }

    private byte[] document(String role) {
        return Json.bytes(content(role));
    }

    private ObjectNode content(String role) {
        return Json.object().put(MARK, setup.scratch().name(MARK)).put(ROLE, role);
    }

    private String named() {
        return setup.collection().orElseThrow(() -> new NotAsked("name a collection to write to with --collection"));
    }

    /** The collection, once it is seen to that what is written is deleted. */
    private String collection() {
        String id = named();
        if (!swept) {
            requireThere(id);
            swept = true;
            String mark = setup.scratch().name(MARK);
            setup.scratch().make("documents of the collection", mark, () -> id, this::sweep);
        }
        return id;
    }

    /** By a query, for GET need not show a collection. */
    private void requireThere(String id) {
        try {
            setup.instance().appDb().query(id, Json.object(), Optional.empty(), 1, 0);
        } catch (DomoException.Refused refused) {
            throw refused.status() == 404 ? new NotAsked(NOT_THERE) : refused;
        }
    }

    private void sweep(String id) throws InterruptedException {
        ObjectNode predicate =
                Json.object().put("content." + MARK, setup.scratch().name(MARK));
        List<AppDbDocument> written = setup.instance()
                .patiently(() -> setup.instance().appDb().query(id, predicate, Optional.empty(), MOST, 0));
        for (AppDbDocument document : written) {
            setup.instance().patientlyDo(() -> setup.instance().appDb().delete(id, document.id()));
        }
    }
}
