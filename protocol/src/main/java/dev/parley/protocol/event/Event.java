package dev.parley.protocol.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.protocol.Actor;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.JoinRequestId;
import dev.parley.protocol.OrgId;
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
import org.jspecify.annotations.Nullable;

/** Everything the hub tells clients unasked. Written as JSON it is the frame they receive: {@code type} first. */
@JsonPropertyOrder("type")
public sealed interface Event {

    /** The name clients dispatch on. */
    @JsonProperty("type")
    default String type() {
        return told(getClass()).as();
    }

    /** What is said to clients about a kind of event. */
    static Told told(Class<? extends Event> type) {
        return type.getAnnotation(Told.class);
    }

    /** A direct message; the inner message carries no sender name, the event does. */
    @Told(
            as = "message",
            when = "A bot sent another one a direct message.",
            to = "The two members of the channel, its sender included, and administrators who subscribed to it.")
    record MessageSent(ChannelId channelId, DirectMessage message, String senderName) implements Event {
        public MessageSent {
            message = message.withSenderName(null);
        }
    }

    /** The first message between two bots is about to arrive; {@code members} begins with its sender. */
    @Told(
            as = "channel_created",
            when = "Two bots talk for the first time; `message` follows.",
            to = "The two members of the channel, and all administrators.")
    record ChannelCreated(Channel channel, List<BotId> members) implements Event {}

    @Told(
            as = "bot_online",
            when = "A bot opened its first connection with a token.",
            to = "Everybody in the organisation but the bot itself.")
    record BotOnline(BotRef bot) implements Event {}

    @Told(
            as = "bot_offline",
            when = "The last connection of a bot with a token ended, or the bot was deleted.",
            to = "Everybody in the organisation but the bot itself.")
    record BotOffline(BotRef bot) implements Event {}

    @Told(
            as = "bot_registered",
            when = "A bot came into the organisation, perhaps one that still waits for approval.",
            to = "Everybody in the organisation.")
    record BotRegistered(Registered bot) implements Event {
        public record Registered(BotId id, String name, JoinStatus joinStatus) {}
    }

    /** A bot waits for approval. */
    @Told(
            as = "bot_join_request",
            when = "A bot has registered that waits for approval.",
            to = "All administrators, and the bots with the role `admin`.")
    record BotJoinRequest(BotRef bot, OrgId orgId) implements Event {}

    /** An administrator approved or rejected a bot; {@code reason} may be null. */
    @Told(
            as = "bot_status_changed",
            when = "An administrator approved or rejected a bot. A rejected bot is disconnected next (4403).",
            to = "Everybody in the organisation, the bot itself included.")
    record BotStatusChanged(
            BotId botId,
            String name,
            JoinStatus joinStatus,
            JoinStatus previousStatus,
            @Nullable String reason) implements Event {}

    @Told(
            as = "bot_renamed",
            when = "A bot has a new name.",
            to = "Everybody in the organisation, the bot itself included.")
    record BotRenamed(BotId botId, String oldName, String newName) implements Event {}

    @Told(
            as = "thread_created",
            when = "A thread began; one `thread_participant` for each of its first participants follows.",
            to = "Its participants, and all administrators.")
    record ThreadCreated(HubThread thread) implements Event {}

    /** The thread after a change; {@code changes} names the fields, in the order of the contract, and may be empty. */
    @Told(
            as = "thread_updated",
            when = "A participant or an administrator changed a thread; it is shown as it now is.",
            to = "Its participants, the author included, and administrators who subscribed to it.")
    record ThreadUpdated(HubThread thread, List<String> changes) implements Event {}

    /** An administrator's, or the hub's own, change of status. */
    @Told(
            as = "thread_status_changed",
            when = "An administrator or the hub itself changed the status of a thread.",
            to = "Its participants, and administrators who subscribed to it.")
    record ThreadStatusChanged(ThreadId threadId, String topic, ThreadStatus from, ThreadStatus to, Actor by)
            implements Event {}

    @Told(
            as = "thread_message",
            when = "Somebody sent a message to a thread.",
            to = "Its participants, the sender included, and administrators who subscribed to it.")
    record ThreadMessageSent(ThreadId threadId, ThreadMessage message) implements Event {}

    @Told(
            as = "thread_artifact",
            when = "An artifact was put into a thread, or has a new version.",
            to = "Its participants, the contributor included, and administrators who subscribed to it.")
    record ArtifactChanged(ThreadId threadId, Artifact artifact, ArtifactAction action) implements Event {

        /** {@code added} for version 1, else {@code updated}. */
        public static ArtifactChanged of(Artifact artifact) {
            ArtifactAction action = artifact.version() == 1 ? ArtifactAction.ADDED : ArtifactAction.UPDATED;
            return new ArtifactChanged(artifact.threadId(), artifact, action);
        }
    }

    /** A bot came or went; {@code label} is null, and then absent, unless it was invited. */
    @Told(
            as = "thread_participant",
            when = "A bot came into a thread or left it; also, its request to join was rejected (`left`).",
            to = "The participants, the bot itself included, and administrators who subscribed to the thread.")
    record ParticipantChanged(
            ThreadId threadId,
            BotId botId,
            String botName,
            ParticipantAction action,
            Actor by,
            @JsonInclude(JsonInclude.Include.NON_NULL) Label label)
            implements Event {

        /** A label that was given, be it as null. */
        public record Label(@JsonValue @Nullable String text) {}

        /** Joined by itself, by approval or as one of the first. */
        public static ParticipantChanged joined(ThreadId thread, BotRef bot, Actor by) {
            return new ParticipantChanged(thread, bot.id(), bot.name(), ParticipantAction.JOINED, by, null);
        }

        /** Joined by invitation; a null {@code label} is written as null. */
        public static ParticipantChanged invited(ThreadId thread, BotRef bot, Actor by, String label) {
            return new ParticipantChanged(thread, bot.id(), bot.name(), ParticipantAction.JOINED, by, new Label(label));
        }

        public static ParticipantChanged left(ThreadId thread, BotRef bot, Actor by) {
            return new ParticipantChanged(thread, bot.id(), bot.name(), ParticipantAction.LEFT, by, null);
        }
    }

    /** A bot asks to join a thread that needs approval. */
    @Told(
            as = "thread_join_request",
            when = "A bot asks to be let into a thread.",
            to = "Its participants, and administrators who subscribed to it.")
    record JoinRequested(ThreadId threadId, JoinRequestId requestId, BotId botId, String botName) implements Event {}
}
