package dev.parley.server.cluster;

import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.journal.EntrySize;
import dev.parley.persistence.journal.JournalRepository;
import dev.parley.persistence.journal.TopicEntry;
import dev.parley.persistence.member.Stay;
import dev.parley.persistence.member.Stays;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.event.Event;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.JournalEntry;
import dev.parley.server.journal.Topic;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Reads from the journal what a node was not told, with the audience each entry had when it was committed. */
final class MissedEntries {

    /** Entries of one page at most: of each, the whole membership may be read as well. */
    private static final int PAGE = 200;

    private static final long PAGE_BYTES = 512 << 10;

    /** Of channels and threads: nobody can have subscribed to them before, so all administrators are told. */
    private static final Set<String> BEGINNINGS = Set.of(
            Event.told(Event.ChannelCreated.class).as(),
            Event.told(Event.ThreadCreated.class).as());

    private final Database database;
    private final JournalRepository journal;
    private final BotRepository bots;

    MissedEntries(Database database, JournalRepository journal, BotRepository bots) {
        this.database = database;
        this.journal = journal;
        this.bots = bots;
    }

    /**
     * Some entries.
     *
     * @param position there are no others up to here
     */
    record Page(List<JournalEntry> entries, long position) {}

    /** Where journals are. */
    Mono<Map<OrgId, Long>> positions(Collection<OrgId> orgs) {
        return journal.positions(database, orgs);
    }

    /** The first entries after a position. */
    Mono<Page> read(OrgId org, long after) {
        return journal.reach(database, org)
                .flatMap(reach -> journal.listAll(database, org, after, reach.position(), PAGE + 1)
                        .flatMap(sizes -> {
                            int count = EntrySize.page(sizes, PAGE, PAGE_BYTES);
                            return count == sizes.size()
                                    ? read(org, after, reach.position())
                                    : read(org, after, sizes.get(count - 1).position());
                        }));
    }

    private Mono<Page> read(OrgId org, long after, long last) {
        return journal.readAll(database, org, after, last).flatMap(entries -> audiences(org, after, entries)
                .map(audiences -> new Page(
                        entries.stream()
                                .map(entry -> audiences.entry(org, entry))
                                .toList(),
                        last)));
    }

    private Mono<Audiences> audiences(OrgId org, long after, List<TopicEntry> entries) {
        Set<UUID> topics = entries.stream()
                .filter(entry -> isKind(entry, Topic.Kind.THREAD) || isKind(entry, Topic.Kind.CHANNEL))
                .map(TopicEntry::topicId)
                .collect(Collectors.toSet());
        Mono<List<Stay>> stays = topics.isEmpty() ? Mono.just(List.of()) : Stays.list(database, org, topics, after);
        Mono<List<BotId>> admins = entries.stream().anyMatch(entry -> isKind(entry, Topic.Kind.ADMINS))
                ? bots.listActiveAdmins(database, org)
                : Mono.just(List.of());
        return Mono.zip(
                stays,
                admins,
                (found, active) ->
                        new Audiences(found.stream().collect(Collectors.groupingBy(Stay::topic)), Set.copyOf(active)));
    }

    private static boolean isKind(TopicEntry entry, Topic.Kind kind) {
        return entry.topic().equals(kind.stored());
    }

    /** Who was told of what. */
    private record Audiences(Map<UUID, List<Stay>> stays, Set<BotId> admins) {

        JournalEntry entry(OrgId org, TopicEntry stored) {
            Topic topic = new Topic(Topic.Kind.ofStored(stored.topic()), stored.topicId());
            return new JournalEntry(
                    org,
                    stored.position(),
                    stored.type(),
                    topic,
                    audience(topic, stored),
                    stored.frame(),
                    stored.trace());
        }

        private Audience audience(Topic topic, TopicEntry entry) {
            return switch (topic.kind()) {
                // Who was deleted has no connections; all others are told so.
                case ORG -> Audience.everyone();
                case ADMINS -> new Audience.Bots(admins, Audience.Admins.ALL);
                case BOT -> new Audience.Bots(Set.of(new BotId(topic.id())), Audience.Admins.SUBSCRIBED);
                case THREAD, CHANNEL -> new Audience.Bots(members(entry), admins(entry));
            };
        }

        private Set<BotId> members(TopicEntry entry) {
            return stays.getOrDefault(entry.topicId(), List.of()).stream()
                    .filter(stay -> stay.includes(entry.position()))
                    .map(Stay::bot)
                    .collect(Collectors.toUnmodifiableSet());
        }

        private static Audience.Admins admins(TopicEntry entry) {
            return BEGINNINGS.contains(entry.type()) ? Audience.Admins.ALL : Audience.Admins.SUBSCRIBED;
        }
    }
}
