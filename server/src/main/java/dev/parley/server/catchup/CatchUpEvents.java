package dev.parley.server.catchup;

import dev.parley.persistence.catchup.MissedEvent;
import dev.parley.persistence.journal.Position;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.Json;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.catchup.CatchUpEvent;
import dev.parley.protocol.catchup.CatchUpFacts;
import java.util.UUID;

/** Tells a bot what it missed in the words of the protocol. */
final class CatchUpEvents {

    private CatchUpEvents() {}

    static CatchUpEvent of(BotId bot, MissedEvent missed) {
        UUID id = EventIds.of(bot, missed.position());
        long at = Position.millis(missed.position());
        ThreadId thread = new ThreadId(missed.topic());
        long count = missed.entries();
        return switch (missed.type()) {
            case THREAD_INVITED ->
                new CatchUpEvent.ThreadInvited(id, at, thread, facts(missed, CatchUpFacts.Invitation.class));
            case THREAD_STATUS_CHANGED ->
                new CatchUpEvent.ThreadStatusChanged(id, at, thread, facts(missed, CatchUpFacts.StatusChange.class));
            case THREAD_MESSAGE_SUMMARY -> new CatchUpEvent.ThreadMessages(id, at, thread, missed.threadTopic(), count);
            case THREAD_ARTIFACT_ADDED ->
                new CatchUpEvent.ThreadArtifacts(
                        id, at, thread, facts(missed, CatchUpFacts.ArtifactVersion.class), count > 1 ? count : null);
            case CHANNEL_MESSAGE_SUMMARY ->
                new CatchUpEvent.ChannelMessages(id, at, new ChannelId(missed.topic()), missed.channelName(), count);
            case THREAD_PARTICIPANT_REMOVED ->
                new CatchUpEvent.ThreadParticipantRemoved(id, at, thread, facts(missed, CatchUpFacts.Removal.class));
        };
    }

    private static <F extends CatchUpFacts> F facts(MissedEvent missed, Class<F> type) {
        return Json.mapper().readValue(missed.facts(), type);
    }
}
