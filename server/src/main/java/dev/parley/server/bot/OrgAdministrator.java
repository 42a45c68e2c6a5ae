package dev.parley.server.bot;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.protocol.Actor;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.SessionInfo;
import dev.parley.server.http.Call;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.org.OrgContext;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Who changes something as an administrator of its organisation, and the names the change is filed under. */
public record OrgAdministrator(OrgId org, Caller caller) {

    /**
     * An administrator of no organisation finds nothing: fails with {@code NOT_FOUND} for a super admin.
     *
     * @param what is looked for, such as {@code Bot}
     */
    public static OrgAdministrator of(Caller caller, String what) {
        OrgId org = OrgContext.find(caller)
                .orElseThrow(() -> HubException.of(
                        ErrorCode.NOT_FOUND,
                        what + " not found: a super admin belongs to no org, log in as an admin of its org"));
        return new OrgAdministrator(org, caller);
    }

    /** The bot that is administered, by a segment of the path, where a name is no id; fails with {@code NOT_FOUND}. */
    public static BotId bot(Call call, String parameter) {
        return BotId.parse(call.parameter(parameter)).orElseThrow(() -> HubException.notFound("Bot"));
    }

    /** The bot that acts, empty for a person. */
    public Optional<BotId> bot() {
        return caller instanceof Caller.Bot bot ? Optional.of(bot.bot()) : Optional.empty();
    }

    /** As events and catch-up name it. */
    public Actor actor() {
        return bot().map(Actor::bot).orElseGet(() -> Actor.org(org));
    }

    /** As the audit log names whoever changes a bot. */
    public String auditName() {
        return bot().map(BotId::toString).orElse("org_admin");
    }

    /** As a bot's join status keeps it. */
    String changedBy() {
        return bot().map(id -> "bot:" + id)
                .orElseGet(() ->
                        "session:" + caller.session().map(SessionInfo::ref).orElse(""));
    }

    /**
     * Looks once more, now that nothing changes meanwhile: fails with {@code FORBIDDEN} for a bot that was demoted or
     * rejected while its request was under way.
     */
    public Mono<Void> check(LaneTransaction lane, LaneBots bots) {
        return Mono.justOrEmpty(bot())
                .flatMap(id -> bots.find(lane, id)
                        .filter(OrgAdministrator::mayAdminister)
                        .switchIfEmpty(Mono.error(
                                () -> HubException.of(ErrorCode.FORBIDDEN, "Only an admin of the org may do this"))))
                .then();
    }

    private static boolean mayAdminister(BotSummary bot) {
        return bot.isActive() && bot.authRole() == AuthRole.ADMIN;
    }
}
