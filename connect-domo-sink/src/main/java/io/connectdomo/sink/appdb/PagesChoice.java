package io.connectdomo.sink.appdb;

import io.connectdomo.common.appdb.AppDbClient;
import io.connectdomo.common.appdb.DocumentPages;
import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.common.http.DomoException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of AppDB's pages write the documents of one task ({@code domo.compat.appdb.documents}). With {@code auto} that is asked once,
 * before anything is written, for a deletion that v2 answers with 404 would be taken for done: v2's, unless the list of a collection's
 * documents is missing in v2 and there in v1. Thread-safe; one thread asks, and none waits for it.
 */
final class PagesChoice {
    private static final Logger log = LoggerFactory.getLogger(PagesChoice.class);

    /** So often in a row must v2's page be missing in other words than Domo's, which something before Domo may say for a while. */
    private static final int BELIEVED_AFTER = 5;

    private final AppDbClient client;

    /** Null until it is known. */
    private volatile DocumentPages chosen;

    private final OneThread asking = new OneThread();

    /** Of the thread that is asking. */
    private int doubts;

    /**
     * @param client whose attempts end
     */
    PagesChoice(AppDbClient client, DomoCompat.AppDbDocuments configured) {
        this.client = client;
        this.chosen = switch (configured) {
            case AUTO -> null;
            case V2 -> DocumentPages.V2;
            case V1 -> DocumentPages.V1;
        };
    }

    /** A client that writes with the chosen pages; with v2's where nothing is chosen yet. */
    AppDbClient client() {
        return client.with(chosen == null ? DocumentPages.V2 : chosen);
    }

    boolean areV1() {
        return chosen == DocumentPages.V1;
    }

    /**
     * Chooses, unless that was done.
     *
     * @param collection one that is to be written to
     * @return false where another thread is at it
     * @throws DomoException where Domo's answers decide nothing, the collection's being missing among them
     */
    boolean make(String collection) {
        return asking.once(() -> chosen != null, () -> ask(collection));
    }

    private void ask(String collection) {
        try {
            client.with(DocumentPages.V2).list(collection, 1);
            haveV2(collection);
        } catch (DomoException.Refused refused) {
            if (refused.json() && !AppDbClient.lacksPage(refused)) {
                haveV2(collection); // it refuses this list, so it is there
                return;
            }
            requireMissing(refused, collection);
            chosen = DocumentPages.V1;
            log.warn(
                    "AppDB's pages of v2 are not there ({}), and those of v1 are: this task writes documents with v1, which Domo calls"
                            + " deprecated. domo.compat.appdb.documents=v1 says so without asking; a restart asks again.",
                    refused.getMessage());
        }
    }

    private void haveV2(String collection) {
        chosen = DocumentPages.V2;
        log.info("AppDB's pages of v2 are there for collection {}: this task writes documents with them", collection);
    }

    /** What is missing in v2 is no page of v2 only if the same is there in v1, else it is the collection: then v1's page says so. */
    private void requireMissing(DomoException.Refused refused, String collection) {
        if (!AppDbClient.lacksPage(refused)) {
            throw refused;
        }
        client.with(DocumentPages.V1).list(collection, 1);
        if (!refused.json() && ++doubts < BELIEVED_AFTER) {
            throw new DomoException.Retriable(
                    refused.getMessage() + " Whether that is Domo's word or passes is not known.",
                    refused,
                    true,
                    refused.status(),
                    null);
        }
    }
}
