package dev.parley.server.auth;

import java.util.OptionalLong;
import java.util.UUID;

/**
 * The token a bot came with.
 *
 * @param id names it to its bot
 * @param hash finds it: never logged, never answered
 * @param expiresAt ms; empty for a token that never expires
 */
public record TokenInfo(UUID id, String hash, OptionalLong expiresAt) {

    @Override
    public String toString() {
        return "token " + id;
    }
}
