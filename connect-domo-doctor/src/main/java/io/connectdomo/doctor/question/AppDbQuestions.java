package io.connectdomo.doctor.question;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.appdb.AppDbClient;
import io.connectdomo.common.appdb.AppDbCollection;
import io.connectdomo.common.appdb.AppDbDocument;
import io.connectdomo.common.appdb.DocumentPages;
import io.connectdomo.common.appdb.DocumentUpdate;
import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.json.Json;
import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.Evidence;
import io.connectdomo.doctor.ask.NotAsked;
import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Question.Need;
import io.connectdomo.doctor.ask.Setting;
import io.connectdomo.doctor.ask.Setup;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Documents of a collection (observed-behaviour.md 4; docs/domo-facts.md). */
final class AppDbQuestions {
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final Setup setup;
    private final ScratchCollection scratch;

    AppDbQuestions(Setup setup) {
        this.setup = setup;
        this.scratch = new ScratchCollection(setup);
    }

    List<Question> all() {
        return List.of(
                new Question(
                        "appdb-datastore", "May a datastore and a collection be made?", Need.SCRATCH, this::datastore),
                new Question("appdb-documents", "Are AppDB's pages of v2 there?", Need.NOTHING, this::pages),
                new Question(
                        "appdb-collection", "Does GET show an AppDB collection?", Need.NOTHING, this::collectionShown),
                new Question("appdb-create", "How is a document's creation answered?", Need.SCRATCH, this::create),
                new Question("appdb-bulk", "Are there bulk requests for documents?", Need.SCRATCH, this::bulk),
                new Question(
                        "appdb-bulk-refusal", "What does a refused bulk request leave?", Need.SCRATCH, this::refusal),
                new Question("appdb-bulk-delete", "How is a bulk delete answered?", Need.SCRATCH, this::bulkDelete),
                new Question("appdb-unknown-id", "Is an unknown id kept?", Need.SCRATCH, this::unknownId));
    }

    /** A collection to read from: where none is named, the one that is made. */
    private String readable() {
        return setup.collection().orElseGet(() -> {
            if (setup.readOnly()) {
                throw new NotAsked("--read-only: name a collection to read from with --collection");
            }
            return collection();
        });
    }

    private Answer datastore() {
        if (setup.collection().isPresent()) {
            throw new NotAsked("--collection names one");
        }
        collection();
        return Answer.of("yes", "both were made, and are deleted in the end; appdb.collection.auto.create can be used");
    }

    private Answer pages() throws InterruptedException {
        String id = readable();
        try {
            setup.instance()
                    .patiently(() ->
                            setup.instance().appDb().with(DocumentPages.V2).list(id, 1));
            return Answer.of("v2", "v2 lists the collection's documents; a connector writes with v2 by itself");
        } catch (DomoException.Refused refused) {
            String seen = "v2's list of documents was answered " + Evidence.of(refused);
            return AppDbClient.lacksPage(refused) ? withoutV2(id, seen) : Answer.unknown(seen);
        }
    }

    private Answer withoutV2(String id, String seen) throws InterruptedException {
        try {
            setup.instance()
                    .patiently(() ->
                            setup.instance().appDb().with(DocumentPages.V1).list(id, 1));
        } catch (DomoException.Refused refused) {
            if (refused.status() == AppDbClient.NOT_FOUND && setup.collection().isPresent()) {
                throw scratch.notThere();
            }
            return Answer.unknown(seen + ", v1's " + Evidence.of(refused));
        }
        Setting v1 = Setting.compat(DomoConnectionConfig.COMPAT_APPDB_DOCUMENTS, "v1");
        return Answer.of(
                v1, seen + ", and v1's is there; a connector finds that out by itself, and asks no more if told");
    }

    private Answer collectionShown() throws InterruptedException {
        String id = readable();
        try {
            Optional<AppDbCollection> shown =
                    setup.instance().patiently(() -> setup.instance().appDb().collection(id));
            if (shown.isEmpty()) {
                throw scratch.notThere();
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
        ObjectNode bad = scratch.content("refusal");
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
        return scratch.documents(role);
    }

    private byte[] document(String role) {
        return scratch.document(role);
    }

    private String collection() {
        return scratch.id();
    }
}
