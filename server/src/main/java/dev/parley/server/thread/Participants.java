package dev.parley.server.thread;

import dev.parley.persistence.member.Member;
import dev.parley.protocol.BotId;
import dev.parley.protocol.message.Mention;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who takes part in a thread, first come first. Immutable; a change makes another one. */
public final class Participants {

    private final Map<BotId, Member> members;
    private final Set<BotId> bots;

    /** Built when a message first mentions somebody; only the thread's lane asks for it. */
    private Map<String, Mention> byName;

    private Participants(Map<BotId, Member> members) {
        this.members = members;
        this.bots = Collections.unmodifiableSet(members.keySet());
    }

    static Participants of(List<Member> members) {
        Map<BotId, Member> byBot = new LinkedHashMap<>();
        members.forEach(member -> byBot.put(member.bot(), member));
        return new Participants(byBot);
    }

    /** Always the same set of the same participants, as an {@link dev.parley.server.journal.Audience} likes it. */
    public Set<BotId> bots() {
        return bots;
    }

    public Collection<Member> all() {
        return Collections.unmodifiableCollection(members.values());
    }

    public int size() {
        return members.size();
    }

    public boolean contains(BotId bot) {
        return members.containsKey(bot);
    }

    public Optional<Member> find(BotId bot) {
        return Optional.ofNullable(members.get(bot));
    }

    /** The participant of that name in lower case; the first to come if names differ in nothing but case. */
    Optional<Mention> named(String lowerCase) {
        if (byName == null) {
            byName = new HashMap<>();
            members.values()
                    .forEach(member -> byName.putIfAbsent(
                            member.name().toLowerCase(Locale.ROOT), new Mention(member.bot(), member.name())));
        }
        return Optional.ofNullable(byName.get(lowerCase));
    }

    Participants with(Member member) {
        Map<BotId, Member> more = new LinkedHashMap<>(members);
        more.put(member.bot(), member);
        return new Participants(more);
    }

    Participants without(BotId bot) {
        Map<BotId, Member> fewer = new LinkedHashMap<>(members);
        fewer.remove(bot);
        return new Participants(fewer);
    }
}
