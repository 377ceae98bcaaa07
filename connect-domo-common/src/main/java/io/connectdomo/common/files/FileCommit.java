package io.connectdomo.common.files;

import java.util.OptionalLong;

/**
 * A multi-part upload that has become a file (files-and-multipart.md, "Completing a Multi-part Upload").
 *
 * @param revisionId empty where the reply has none
 */
public record FileCommit(long fileId, OptionalLong revisionId) {}
