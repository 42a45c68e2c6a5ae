package dev.parley.server.thread;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.parley.protocol.BotId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.org.OrgSettings;
import dev.parley.protocol.thread.PermissionPolicy;
import dev.parley.protocol.thread.ThreadAction;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.org.OrgSettingsCache;
import reactor.core.publisher.Mono;

/** Says what participants may do, by the thread's policy or else the organisation's. */
public final class ThreadPermissions {

    private static final int MAX_POLICIES = 1_000;
    private static final PermissionPolicy UNSAID = PermissionPolicy.inForce(null, null);

    private final OrgSettingsCache settings;

    /** What the texts of organisations' policies say, as every message asks. */
    private final LoadingCache<String, PermissionPolicy> read =
            Caffeine.newBuilder().maximumSize(MAX_POLICIES).build(text -> PermissionPolicy.inForce(null, text));

    public ThreadPermissions(OrgSettingsCache settings) {
        this.settings = settings;
    }

    /** Whether a participant of the thread may do it. */
    public Mono<Boolean> allows(LaneTransaction lane, ThreadState state, BotId bot, ThreadAction action) {
        return inForce(lane, state).map(policy -> state.allows(policy, action, bot));
    }

    private Mono<PermissionPolicy> inForce(LaneTransaction lane, ThreadState state) {
        return state.ownPolicy() != null
                ? Mono.just(state.ownPolicy())
                : settings.inLane(lane).map(this::ofOrg);
    }

    private PermissionPolicy ofOrg(OrgSettings found) {
        RawJson policy = found.defaultThreadPermissionPolicy();
        return policy == null ? UNSAID : read.get(policy.text());
    }
}
