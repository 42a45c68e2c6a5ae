package dev.parley.persistence.org;

/**
 * An organisation and what proves the knowledge of its secret.
 *
 * @param secretHash SHA-256 of the secret, in lower-case hex
 */
public record OrgCredential(Org org, String secretHash) {}
