package dev.parley.server.thread;

import dev.parley.protocol.ChannelId;
import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.bot.BotReference;
import dev.parley.protocol.schema.Schema;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.ThreadFields;
import dev.parley.protocol.thread.Visibility;
import dev.parley.server.Via;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A client's wish for a thread, checked as far as it can be without the database.
 *
 * @param tags null when not given
 * @param participants ids or names of bots, as given
 * @param channelId the channel it grows out of, or empty
 * @param context its stored form, or null
 * @param permissionPolicy its stored form, or null
 */
record NewThread(
        String topic,
        List<String> tags,
        List<String> participants,
        Optional<ChannelId> channelId,
        String context,
        String permissionPolicy,
        Visibility visibility,
        JoinPolicy joinPolicy) {

    /** Every first participant is an entry of the journal and a frame to all the others. */
    static final int MAX_PARTICIPANTS = 1_000;

    /** What every door accepts. */
    static final Schema SCHEMA = Schema.object()
            .required("topic", ThreadFields.NEW_TOPIC)
            .optional("tags", ThreadFields.TAGS)
            .optional("participants", Schema.list(BotReference.SCHEMA, MAX_PARTICIPANTS))
            .optional("channel_id", Schema.id().orNull().describe("The channel it grows out of."))
            .optional("context", ThreadFields.CONTEXT);

    /** Reads the fields in the order in which they are refused; the WebSocket ignores the last three. */
    static NewThread read(JsonNode request, Via via) {
        String topic = ThreadFields.newTopic(request.get("topic"));
        List<String> tags = ThreadFields.tags(request.get("tags"));
        List<String> participants = participants(request.get("participants"));
        Optional<ChannelId> channel = channel(request.get("channel_id"));
        String context = ThreadFields.context(request.get("context"));
        if (via == Via.WS) {
            return new NewThread(topic, tags, participants, channel, context, null, Visibility.PUBLIC, JoinPolicy.OPEN);
        }
        String policy = ThreadFields.permissionPolicy(request.get("permission_policy"));
        Visibility visibility = visibility(request.get("visibility"));
        return new NewThread(
                topic,
                tags,
                participants,
                channel,
                context,
                policy,
                visibility,
                joinPolicy(request.get("join_policy")).under(visibility));
    }

    private static List<String> participants(JsonNode value) {
        if (!Fields.isGiven(value)) {
            return List.of();
        }
        if (!value.isArray() || value.size() > MAX_PARTICIPANTS) {
            throw HubException.invalid("participants must be an array of at most " + MAX_PARTICIPANTS
                    + " ids or names of bots; invite more later");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : value) {
            texts.add(BotReference.require(each, "Every item of participants"));
        }
        return texts;
    }

    private static Optional<ChannelId> channel(JsonNode value) {
        if (Fields.isNothing(value)) {
            return Optional.empty();
        }
        return Optional.of(Fields.text(value).flatMap(ChannelId::parse).orElseThrow(NewThread::noSuchChannel));
    }

    static HubException noSuchChannel() {
        return HubException.invalid("channel_id must be null or the id of a channel of this organisation");
    }

    private static Visibility visibility(JsonNode value) {
        return Fields.isNothing(value) ? Visibility.PUBLIC : ThreadFields.visibility(value);
    }

    private static JoinPolicy joinPolicy(JsonNode value) {
        return Fields.isNothing(value) ? JoinPolicy.OPEN : ThreadFields.joinPolicy(value);
    }
}
