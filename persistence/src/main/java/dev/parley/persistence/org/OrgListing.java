package dev.parley.persistence.org;

/**
 * An organisation as the operator's list shows it.
 *
 * @param botCount all of its bots, those that wait for approval included
 */
public record OrgListing(Org org, boolean joinApprovalRequired, long botCount) {}
