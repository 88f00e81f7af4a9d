package io.pgretype.preflight;

/**
 * A privilege that the connected role does not have.
 *
 * @param lack what it may not do
 * @param remedy the statement that allows it
 */
record MissingPrivilege(String lack, String remedy) {}
