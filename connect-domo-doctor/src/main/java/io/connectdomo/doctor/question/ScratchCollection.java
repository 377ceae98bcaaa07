package io.connectdomo.doctor.question;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.appdb.AppDbDocument;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.json.Json;
import io.connectdomo.doctor.ask.Evidence;
import io.connectdomo.doctor.ask.NotAsked;
import io.connectdomo.doctor.ask.Setup;
import java.util.List;
import java.util.Optional;

/**
 * The AppDB collection that is written to: the one that was named, whose documents of this run are deleted in the end, or one in a
 * datastore of its own, which go as a whole. Every document carries the run's name in a field.
 */
final class ScratchCollection {
    private static final String MARK = "connectDomoDoctor";
    private static final String ROLE = "role";
    private static final int MOST = 100;
    private static final String NOT_THERE =
            "the collection of --collection was answered 404: is its id right, and may the token see it?";

    private final Setup setup;

    /** Null until it is needed; then also whatever kept it from being made, so that it is not tried for each question. */
    private String id;

    private String whyNot;

    ScratchCollection(Setup setup) {
        this.setup = setup;
    }

    /** Its id, once it is seen to that what is written is deleted. */
    String id() {
        if (whyNot != null) {
            throw new NotAsked(whyNot);
        }
        if (id == null) {
            id = setup.collection().map(this::named).orElseGet(this::made);
        }
        return id;
    }

    /** Whether it is the user's, who may have said a wrong id. */
    NotAsked notThere() {
        return new NotAsked(setup.collection().isPresent() ? NOT_THERE : "the collection that was made is not there");
    }

    private String named(String collection) {
        try {
            // By a query, for GET need not show a collection.
            setup.instance().appDb().query(collection, Json.object(), Optional.empty(), 1, 0);
        } catch (DomoException.Refused refused) {
            throw refused.status() == 404 ? notThere() : refused;
        }
        String mark = setup.scratch().name(MARK);
        return setup.scratch().make("documents of the collection", mark, () -> collection, this::sweep);
    }

    private String made() {
        try {
            String name = setup.scratch().name("documents");
            String datastore = setup.scratch()
                    .make(
                            "AppDB datastore",
                            name,
                            () -> setup.instance().datastores().create(name),
                            made -> setup.instance()
                                    .patientlyDo(() ->
                                            gone(setup.instance().datastores().delete(made))));
            return setup.scratch()
                    .make(
                            "AppDB collection",
                            name,
                            () -> setup.instance().datastores().createCollection(datastore, name),
                            made -> setup.instance()
                                    .patientlyDo(() ->
                                            gone(setup.instance().datastores().deleteCollection(made))));
        } catch (DomoException.Refused | DomoException.Unauthorized refused) {
            whyNot = "Domo let no datastore with a collection be made (" + Evidence.of(refused)
                    + "): name a collection to write to with --collection";
            throw new NotAsked(whyNot);
        }
    }

    /** Nobody has seen how a deletion is answered, and 404 may be that there is no such page. */
    private static void gone(boolean deleted) {
        if (!deleted) {
            throw new DomoException.UnknownOutcome("Its deletion was answered 404.", null);
        }
    }

    byte[] document(String role) {
        return Json.bytes(content(role));
    }

    ObjectNode content(String role) {
        return Json.object().put(MARK, setup.scratch().name(MARK)).put(ROLE, role);
    }

    /** Those that this run has written in this role. */
    List<AppDbDocument> documents(String role) throws InterruptedException {
        ObjectNode predicate = Json.object();
        predicate.put("content." + MARK, setup.scratch().name(MARK)).put("content." + ROLE, role);
        return setup.instance()
                .patiently(() -> setup.instance().appDb().query(id(), predicate, Optional.empty(), MOST, 0));
    }

    private void sweep(String collection) throws InterruptedException {
        ObjectNode predicate =
                Json.object().put("content." + MARK, setup.scratch().name(MARK));
        List<AppDbDocument> written = setup.instance()
                .patiently(() -> setup.instance().appDb().query(collection, predicate, Optional.empty(), MOST, 0));
        for (AppDbDocument document : written) {
            setup.instance().patientlyDo(() -> setup.instance().appDb().delete(collection, document.id()));
        }
    }
}
