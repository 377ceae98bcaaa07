package io.connectdomo.emulator;

/**
 * One file as it is now, in a FileSet or among Domo's files.
 *
 * @param id as text, also where Domo's is a number
 * @param path within its FileSet; of Domo's files the name
 * @param size in bytes
 * @param sha256 lower-case hex
 * @param writes how many uploads or revisions it had, the first one included
 */
public record FileInfo(String id, String path, String contentType, long size, String sha256, int writes) {}
