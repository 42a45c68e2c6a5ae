package dev.parley.protocol.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.parley.protocol.Actor;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.JoinRequestId;
import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.artifact.Artifact;
import dev.parley.protocol.bot.BotRef;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.protocol.channel.Channel;
import dev.parley.protocol.message.DirectMessage;
import dev.parley.protocol.message.ThreadMessage;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.ThreadStatus;
import java.util.List;

/** Everything the hub tells clients unasked. Written as JSON it is the frame they receive: {@code type} first. */
@JsonPropertyOrder("type")
public sealed interface Event {

    /** The name clients dispatch on. */
    @JsonProperty("type")
    String type();

    /** A direct message; the inner message carries no sender name, the event does. */
    record MessageSent(ChannelId channelId, DirectMessage message, String senderName) implements Event {
        public MessageSent {
            message = message.withSenderName(null);
        }

        @Override
        public String type() {
            return "message";
        }
    }

    /** The first message between two bots is about to arrive; {@code members} begins with its sender. */
    record ChannelCreated(Channel channel, List<BotId> members) implements Event {
        @Override
        public String type() {
            return "channel_created";
        }
    }

    record BotOnline(BotRef bot) implements Event {
        @Override
        public String type() {
            return "bot_online";
        }
    }

    record BotOffline(BotRef bot) implements Event {
        @Override
        public String type() {
            return "bot_offline";
        }
    }

    record BotRegistered(Registered bot) implements Event {
        public record Registered(BotId id, String name, JoinStatus joinStatus) {}

        @Override
        public String type() {
            return "bot_registered";
        }
    }

    /** A bot waits for approval. */
    record BotJoinRequest(BotRef bot, OrgId orgId) implements Event {
        @Override
        public String type() {
            return "bot_join_request";
        }
    }

    /** An administrator approved or rejected a bot; {@code reason} may be null. */
    record BotStatusChanged(BotId botId, String name, JoinStatus joinStatus, JoinStatus previousStatus, String reason)
            implements Event {
        @Override
        public String type() {
            return "bot_status_changed";
        }
    }

    record BotRenamed(BotId botId, String oldName, String newName) implements Event {
        @Override
        public String type() {
            return "bot_renamed";
        }
    }

    record ThreadCreated(HubThread thread) implements Event {
        @Override
        public String type() {
            return "thread_created";
        }
    }

    /** The thread after a change; {@code changes} names the fields, in the order of the contract, and may be empty. */
    record ThreadUpdated(HubThread thread, List<String> changes) implements Event {
        @Override
        public String type() {
            return "thread_updated";
        }
    }

    /** An administrator's, or the hub's own, change of status. */
    record ThreadStatusChanged(ThreadId threadId, String topic, ThreadStatus from, ThreadStatus to, Actor by)
            implements Event {
        @Override
        public String type() {
            return "thread_status_changed";
        }
    }

    record ThreadMessageSent(ThreadId threadId, ThreadMessage message) implements Event {
        @Override
        public String type() {
            return "thread_message";
        }
    }

    record ArtifactChanged(ThreadId threadId, Artifact artifact, ArtifactAction action) implements Event {

        /** {@code added} for version 1, else {@code updated}. */
        public static ArtifactChanged of(Artifact artifact) {
            ArtifactAction action = artifact.version() == 1 ? ArtifactAction.ADDED : ArtifactAction.UPDATED;
            return new ArtifactChanged(artifact.threadId(), artifact, action);
        }

        @Override
        public String type() {
            return "thread_artifact";
        }
    }

    /** A bot came or went; {@code label} is null, and then absent, unless it was invited. */
    record ParticipantChanged(
            ThreadId threadId,
            BotId botId,
            String botName,
            ParticipantAction action,
            Actor by,
            @JsonInclude(JsonInclude.Include.NON_NULL) RawJson label)
            implements Event {

        /** Joined by itself, by approval or as one of the first. */
        public static ParticipantChanged joined(ThreadId thread, BotRef bot, Actor by) {
            return new ParticipantChanged(thread, bot.id(), bot.name(), ParticipantAction.JOINED, by, null);
        }

        /** Joined by invitation; a null {@code label} is written as null. */
        public static ParticipantChanged invited(ThreadId thread, BotRef bot, Actor by, String label) {
            RawJson written = new RawJson(Json.write(label));
            return new ParticipantChanged(thread, bot.id(), bot.name(), ParticipantAction.JOINED, by, written);
        }

        public static ParticipantChanged left(ThreadId thread, BotRef bot, Actor by) {
            return new ParticipantChanged(thread, bot.id(), bot.name(), ParticipantAction.LEFT, by, null);
        }

        @Override
        public String type() {
            return "thread_participant";
        }
    }

    /** A bot asks to join a thread that needs approval. */
    record JoinRequested(ThreadId threadId, JoinRequestId requestId, BotId botId, String botName) implements Event {
        @Override
        public String type() {
            return "thread_join_request";
        }
    }
}
