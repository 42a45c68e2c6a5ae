package dev.parley.server.bot;

import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Body;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import reactor.core.publisher.Mono;

/** What an organisation's administrators do to its bots. */
public final class BotAdminRoutes implements Routes {

    static final int MAX_REASON_LENGTH = 500;

    private final BotAdministration administration;
    private final BotDeletion deletion;

    public BotAdminRoutes(BotAdministration administration, BotDeletion deletion) {
        this.administration = administration;
        this.deletion = deletion;
    }

    @Override
    public void addTo(Router router) {
        router.patch("/api/org/bots/{bot_id}/role", Access.orgAdmin(), this::changeRole, BotAdminDocs.CHANGE_ROLE)
                .patch(
                        "/api/org/bots/{bot_id}/status",
                        Access.orgAdmin(),
                        this::changeStatus,
                        BotAdminDocs.CHANGE_STATUS)
                .delete("/api/bots/{id}", Access.orgAdmin(), this::delete, BotAdminDocs.DELETE);
    }

    private Mono<Reply> changeRole(Call call) {
        return call.body()
                .map(BotAdminRoutes::role)
                .flatMap(role -> administration.changeRole(
                        OrgAdministrator.of(call.caller(), "Bot"), OrgAdministrator.bot(call, "bot_id"), role))
                .map(bot -> Reply.ok(new ChangedRole(bot.id(), bot.authRole())));
    }

    private static AuthRole role(Body body) {
        return Fields.text(body.json("auth_role"))
                .flatMap(AuthRole::parse)
                .orElseThrow(() -> HubException.invalid("auth_role must be admin or member"));
    }

    private Mono<Reply> changeStatus(Call call) {
        return call.body()
                .map(Decision::from)
                .flatMap(decision -> administration.changeStatus(
                        OrgAdministrator.of(call.caller(), "Bot"),
                        OrgAdministrator.bot(call, "bot_id"),
                        decision.status(),
                        decision.reason()))
                .map(decided -> Reply.ok(JoinStanding.of(decided)));
    }

    private Mono<Reply> delete(Call call) {
        return Mono.defer(() ->
                        deletion.delete(OrgAdministrator.of(call.caller(), "Bot"), OrgAdministrator.bot(call, "id")))
                .map(bot -> Reply.ok(DeletedBot.of(bot)));
    }

    /** @param reason null when none is given; given as null it is refused */
    private record Decision(JoinStatus status, String reason) {

        static Decision from(Body body) {
            JoinStatus status = Fields.text(body.json("status"))
                    .flatMap(JoinStatus::parse)
                    .filter(wanted -> wanted != JoinStatus.PENDING)
                    .orElseThrow(() -> HubException.invalid("status must be active or rejected"));
            return new Decision(status, body.has("reason") ? reason(body) : null);
        }

        private static String reason(Body body) {
            String reason = Fields.text(body.json("reason"))
                    .orElseThrow(() -> HubException.invalid("reason must be a string, or be left out"));
            return Fields.requireLength(reason, "reason", MAX_REASON_LENGTH);
        }
    }
}
