package dev.parley.server.catchup;

import dev.parley.persistence.journal.Position;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.catchup.CatchUpCount;
import dev.parley.protocol.catchup.CatchUpEvent;
import dev.parley.protocol.catchup.CatchUpFacts;
import dev.parley.protocol.catchup.CatchUpType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Catch-up in the plainest way there is: everything that happened in one organisation, in lists that are read from end to
 * end. What the real one answers is compared with it.
 */
public final class Model {

    private final List<Entry> entries = new ArrayList<>();
    private final List<Stay> stays = new ArrayList<>();
    private final Function<UUID, String> topicOf;

    /** @param topicOf knows the current topic of a thread */
    Model(Function<UUID, String> topicOf) {
        this.topicOf = topicOf;
    }

    void happened(long position, UUID topic, BotId actor, CatchUpType type, CatchUpFacts facts) {
        entries.add(new Entry(position, topic, actor, type, facts));
    }

    void joined(UUID topic, BotId bot, long position) {
        stays.add(new Stay(topic, bot, position, Long.MAX_VALUE));
    }

    void left(UUID topic, BotId bot, long position) {
        stays.replaceAll(stay -> stay.is(topic, bot) ? stay.until(position) : stay);
    }

    List<BotId> members(UUID topic) {
        return stays.stream()
                .filter(stay -> stay.topic.equals(topic) && stay.isOpen())
                .map(Stay::bot)
                .toList();
    }

    /** When the bot belonged to what: it is told what happened there from the first position to the last. */
    public List<Stay> stays(BotId bot) {
        return stays.stream().filter(stay -> stay.bot.equals(bot)).toList();
    }

    /** What the bot missed after one position, had it asked at another. */
    public List<CatchUpEvent> missed(BotId bot, long since, long until) {
        Map<List<Object>, List<Entry>> events = new HashMap<>();
        for (Stay stay : stays(bot)) {
            for (Entry entry : entries) {
                if (entry.position > since && entry.position <= until && stay.misses(entry)) {
                    events.computeIfAbsent(entry.event(), event -> new ArrayList<>())
                            .add(entry);
                }
            }
        }
        return events.values().stream()
                .sorted(Comparator.comparing(event -> last(event).position))
                .map(event -> wire(bot, last(event), event.size()))
                .toList();
    }

    public CatchUpCount count(BotId bot, long since) {
        return CatchUpCount.of(missed(bot, since, Long.MAX_VALUE).stream()
                .collect(Collectors.groupingBy(CatchUpEvent::type, Collectors.counting())));
    }

    /** What stays the same of an event while it grows. */
    static List<Object> subject(CatchUpEvent event) {
        return switch (event.type()) {
            case THREAD_MESSAGE_SUMMARY -> List.of(event.type(), ((CatchUpEvent.ThreadMessages) event).threadId());
            case THREAD_ARTIFACT_ADDED -> List.of(event.type(), ((CatchUpEvent.ThreadArtifacts) event).threadId());
            case CHANNEL_MESSAGE_SUMMARY -> List.of(event.type(), ((CatchUpEvent.ChannelMessages) event).channelId());
            default -> List.of(event.eventId());
        };
    }

    private static Entry last(List<Entry> event) {
        return event.stream().max(Comparator.comparing(Entry::position)).orElseThrow();
    }

    private CatchUpEvent wire(BotId bot, Entry last, long count) {
        UUID id = EventIds.of(bot, last.position);
        long at = Position.millis(last.position);
        ThreadId thread = new ThreadId(last.topic);
        Map<CatchUpType, Function<CatchUpFacts, CatchUpEvent>> wire = Map.of(
                CatchUpType.THREAD_INVITED,
                facts -> new CatchUpEvent.ThreadInvited(id, at, thread, (CatchUpFacts.Invitation) facts),
                CatchUpType.THREAD_STATUS_CHANGED,
                facts -> new CatchUpEvent.ThreadStatusChanged(id, at, thread, (CatchUpFacts.StatusChange) facts),
                CatchUpType.THREAD_MESSAGE_SUMMARY,
                facts -> new CatchUpEvent.ThreadMessages(id, at, thread, topicOf.apply(last.topic), count),
                CatchUpType.THREAD_ARTIFACT_ADDED,
                facts -> new CatchUpEvent.ThreadArtifacts(
                        id, at, thread, (CatchUpFacts.ArtifactVersion) facts, count == 1 ? null : Long.valueOf(count)),
                CatchUpType.CHANNEL_MESSAGE_SUMMARY,
                facts -> new CatchUpEvent.ChannelMessages(id, at, new ChannelId(last.topic), null, count),
                CatchUpType.THREAD_PARTICIPANT_REMOVED,
                facts -> new CatchUpEvent.ThreadParticipantRemoved(id, at, thread, (CatchUpFacts.Removal) facts));
        return wire.get(last.type).apply(last.facts);
    }

    private record Entry(long position, UUID topic, BotId actor, CatchUpType type, CatchUpFacts facts) {

        List<Object> event() {
            return switch (type) {
                case THREAD_MESSAGE_SUMMARY, THREAD_ARTIFACT_ADDED, CHANNEL_MESSAGE_SUMMARY -> List.of(type, topic);
                default -> List.of(position);
            };
        }
    }

    /** A bot's time in a topic. */
    public record Stay(UUID topic, BotId bot, long from, long to) {

        public boolean isOpen() {
            return to == Long.MAX_VALUE;
        }

        private boolean is(UUID otherTopic, BotId otherBot) {
            return isOpen() && topic.equals(otherTopic) && bot.equals(otherBot);
        }

        private Stay until(long position) {
            return new Stay(topic, bot, from, position);
        }

        private boolean misses(Entry entry) {
            if (!entry.topic.equals(topic) || entry.position < from || entry.position > to) {
                return false;
            }
            boolean byOthers = !Optional.ofNullable(entry.actor).equals(Optional.of(bot));
            return switch (entry.type) {
                case THREAD_STATUS_CHANGED -> true;
                case THREAD_PARTICIPANT_REMOVED -> entry.position == to;
                case THREAD_INVITED -> byOthers && entry.position == from;
                case THREAD_MESSAGE_SUMMARY, THREAD_ARTIFACT_ADDED, CHANNEL_MESSAGE_SUMMARY -> byOthers;
            };
        }
    }
}
