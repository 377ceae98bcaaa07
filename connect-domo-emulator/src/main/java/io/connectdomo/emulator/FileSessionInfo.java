package io.connectdomo.emulator;

/**
 * One multi-part upload as it is now.
 *
 * @param fileId of the file that gets a revision; null for a new file
 * @param state {@code OPEN}, {@code COMMITTING}, {@code COMMITTED} or {@code ABORTED}
 * @param parts how many indexes have a part
 * @param puts how many parts were taken; more than {@code parts} when one was sent twice
 */
public record FileSessionInfo(String id, Long fileId, String name, String state, int parts, int puts) {}
