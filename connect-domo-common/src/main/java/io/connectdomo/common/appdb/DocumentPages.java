package io.connectdomo.common.appdb;

/**
 * Under which version of AppDB's API documents are written and listed. Domo's published page calls v1's pages for documents deprecated
 * (docs/domo-facts.md, "AppDB"); queries are v2's in both, collections and datastores v1's.
 */
public enum DocumentPages {
    /** All of them, bulk creation, bulk upsert by id and bulk deletion among them. */
    V2("/datastores/v2/collections/{}/documents", ""),
    /** As product-apis.md has them; bulk creation is known from clients alone. */
    V1("/datastores/v1/collections/{}/documents", "/");

    private final String documents;
    private final String end;

    DocumentPages(String documents, String end) {
        this.documents = documents;
        this.end = end;
    }

    /** Of all documents of a collection; one more segment makes it the path of something else. */
    String documents() {
        return documents;
    }

    /** Where a document is created, as the page writes it: v1's path ends with a slash. */
    String creation() {
        return documents + end;
    }
}
