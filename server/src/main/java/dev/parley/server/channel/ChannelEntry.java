package dev.parley.server.channel;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.message.MessageRepository;
import dev.parley.persistence.message.StoredMessage;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.message.DirectMessage;
import dev.parley.protocol.message.MessageContent;
import dev.parley.server.audit.Audit;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.CatchUpFact;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Topic;
import java.util.Map;

/** Writes an accepted message: its row, its journal entry, its audit row. */
final class ChannelEntry {

    private static final CatchUpFact SUMMARY = new CatchUpFact("channel_message_summary", null);

    private ChannelEntry() {}

    static SentDirect write(
            LaneTransaction lane,
            ChannelState channel,
            BotSummary sender,
            MessageContent content,
            Map<String, ?> audit) {
        ChannelId id = channel.channel().id();
        long at = lane.nextPosition();
        StoredMessage stored = StoredMessage.direct(
                id, at, sender.id(), sender.name(), content.content(), content.contentType(), content.givenParts());
        DirectMessage message = stored.toDirectMessage();
        lane.insertLater(MessageRepository.INTO, stored.row(lane.org()));
        Audit.record(lane, at, sender.id().toString(), "message.send", "channel_message", message.id(), audit);
        lane.append(
                at,
                Topic.channel(id),
                new Audience.Bots(channel.members(), Audience.Admins.SUBSCRIBED),
                sender.id(),
                new Event.MessageSent(id, message, sender.name()),
                SUMMARY);
        return new SentDirect(id, message);
    }
}
