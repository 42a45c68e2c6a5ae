package dev.parley.protocol.catchup;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.ThreadId;
import java.util.UUID;

/**
 * Something a bot missed. Those that stand for several things tell how many, and carry the id and the time (epoch ms) of
 * the last one: when one more is added they are another event.
 */
@JsonPropertyOrder({"event_id", "occurred_at", "type"})
public sealed interface CatchUpEvent {

    /** Unique among the events of one bot, and the cursor that leads on from it. */
    UUID eventId();

    long occurredAt();

    /** The name clients dispatch on. */
    @JsonProperty("type")
    CatchUpType type();

    /** The bot was made a participant by somebody else. */
    record ThreadInvited(
            UUID eventId,
            long occurredAt,
            ThreadId threadId,
            @JsonUnwrapped CatchUpFacts.Invitation invitation) implements CatchUpEvent {
        @Override
        public CatchUpType type() {
            return CatchUpType.THREAD_INVITED;
        }
    }

    /** Somebody, perhaps the bot itself, changed a thread's status. */
    record ThreadStatusChanged(
            UUID eventId,
            long occurredAt,
            ThreadId threadId,
            @JsonUnwrapped CatchUpFacts.StatusChange change) implements CatchUpEvent {
        @Override
        public CatchUpType type() {
            return CatchUpType.THREAD_STATUS_CHANGED;
        }
    }

    /** Messages of others in one thread, whose topic is the current one. */
    record ThreadMessages(UUID eventId, long occurredAt, ThreadId threadId, String topic, long count)
            implements CatchUpEvent {
        @JsonProperty("last_at")
        public long lastAt() {
            return occurredAt;
        }

        @Override
        public CatchUpType type() {
            return CatchUpType.THREAD_MESSAGE_SUMMARY;
        }
    }

    /** Artifact versions of others in one thread; {@code count} is null, and then absent, when there is just one. */
    record ThreadArtifacts(
            UUID eventId,
            long occurredAt,
            ThreadId threadId,
            @JsonUnwrapped CatchUpFacts.ArtifactVersion latest,
            @JsonInclude(JsonInclude.Include.NON_NULL) Long count)
            implements CatchUpEvent {
        @Override
        public CatchUpType type() {
            return CatchUpType.THREAD_ARTIFACT_ADDED;
        }
    }

    /** Direct messages of the other member of one channel; a null name is absent. */
    record ChannelMessages(
            UUID eventId,
            long occurredAt,
            ChannelId channelId,
            @JsonInclude(JsonInclude.Include.NON_NULL) String channelName,
            long count)
            implements CatchUpEvent {
        @JsonProperty("last_at")
        public long lastAt() {
            return occurredAt;
        }

        @Override
        public CatchUpType type() {
            return CatchUpType.CHANNEL_MESSAGE_SUMMARY;
        }
    }

    /** The bot left a thread or was removed from it. */
    record ThreadParticipantRemoved(
            UUID eventId,
            long occurredAt,
            ThreadId threadId,
            @JsonUnwrapped CatchUpFacts.Removal removal) implements CatchUpEvent {
        @Override
        public CatchUpType type() {
            return CatchUpType.THREAD_PARTICIPANT_REMOVED;
        }
    }
}
