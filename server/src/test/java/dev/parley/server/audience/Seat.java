package dev.parley.server.audience;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The connections that watch what happens: a column of the table each. */
enum Seat {
    /** Of the bot that acts: the one on which it sends, another one, and its owner's session. */
    ACTOR,
    ACTOR_TWICE,
    ACTOR_OWNER,
    /** Of another participant or member: its token, its owner's session, a token that may do nothing but profile. */
    PEER,
    PEER_OWNER,
    PEER_PROFILE,
    /** Of the bot it is about: who is invited, joins, leaves, is renamed …; an outsider where there is none. */
    SUBJECT,
    SUBJECT_OWNER,
    /** Of bots of the organisation which take no part. */
    ADMIN_BOT,
    UNINVOLVED,
    FORMER,
    /** Sessions of org admins. */
    ADMIN,
    WATCHES_THREAD,
    WATCHES_CHANNEL,
    WATCHES_ELSE,
    WATCHES_NO_MORE,
    /** Of another organisation: a bot, an org admin, and one who subscribed to these ids. */
    ABROAD_BOT,
    ABROAD_ADMIN,
    ABROAD_WATCHES;

    /** As the table's columns group them. */
    static final List<Set<Seat>> GROUPS = List.of(
            EnumSet.range(ACTOR, ACTOR_OWNER),
            EnumSet.range(PEER, PEER_PROFILE),
            EnumSet.range(SUBJECT, SUBJECT_OWNER),
            EnumSet.range(ADMIN_BOT, FORMER),
            EnumSet.range(ADMIN, WATCHES_NO_MORE),
            EnumSet.range(ABROAD_BOT, ABROAD_WATCHES));
}
