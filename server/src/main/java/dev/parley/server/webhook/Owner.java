package dev.parley.server.webhook;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.server.auth.Caller;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.bot.OrgAdministrator;
import dev.parley.server.journal.LaneTransaction;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * The bot whose webhook is shown or changed.
 *
 * @param admin whether the bot has the role {@code admin}, and so is told what administrators are
 * @param by who does that in the bot's stead; empty for the bot itself
 */
record Owner(OrgId org, BotId bot, boolean admin, Optional<OrgAdministrator> by) {

    static Owner itself(Caller.Bot caller) {
        return new Owner(caller.org(), caller.bot(), caller.authRole() == AuthRole.ADMIN, Optional.empty());
    }

    static Owner administered(OrgAdministrator by, BotSummary bot) {
        return new Owner(by.org(), bot.id(), bot.authRole() == AuthRole.ADMIN, Optional.of(by));
    }

    /** Who acts, as the audit log names it. */
    String actor() {
        return by.map(OrgAdministrator::auditName).orElseGet(bot::toString);
    }

    /** Looks once more whether whoever acts may do so, see {@link OrgAdministrator#check}. */
    Mono<Void> check(LaneTransaction lane, LaneBots bots) {
        return Mono.justOrEmpty(by).flatMap(admin -> admin.check(lane, bots));
    }
}
