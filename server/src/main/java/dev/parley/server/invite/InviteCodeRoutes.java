package dev.parley.server.invite;

import dev.parley.persistence.invite.InviteCode;
import dev.parley.protocol.Ids;
import dev.parley.protocol.OrgId;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import dev.parley.server.org.OrgService;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Invite codes, for the operator, and the door for those who have one. */
public final class InviteCodeRoutes implements Routes {

    private final InviteCodes codes;
    private final Clock clock;

    public InviteCodeRoutes(InviteCodes codes, Clock clock) {
        this.codes = codes;
        this.clock = clock;
    }

    @Override
    public void addTo(Router router) {
        router.post("/api/platform/invite-codes", Access.superAdmin(), this::create, InviteCodeDocs.CREATE)
                .get("/api/platform/invite-codes", Access.superAdmin(), this::list, InviteCodeDocs.LIST)
                .delete("/api/platform/invite-codes/{id}", Access.superAdmin(), this::revoke, InviteCodeDocs.REVOKE)
                .post("/api/platform/orgs", Access.open(), this::found, InviteCodeDocs.FOUND);
    }

    private Mono<Reply> create(Call call) {
        return call.body()
                .map(CreateInviteCode::from)
                .flatMap(codes::create)
                .map(code -> Reply.created(CreatedInviteCode.of(code)));
    }

    private Mono<Reply> list(Call call) {
        return codes.list().map(found -> {
            long now = clock.millis();
            return Reply.ok(
                    found.stream().map(code -> ListedInviteCode.of(code, now)).toList());
        });
    }

    private Mono<Reply> revoke(Call call) {
        UUID id = Ids.parse(call.parameter("id")).orElseThrow(InviteCodes::notFound);
        return codes.revoke(id).thenReturn(Reply.noContent());
    }

    private Mono<Reply> found(Call call) {
        return call.body()
                .map(FoundOrg::from)
                .flatMap(request -> codes.found(request, call.clientIp()))
                .map(founded -> Reply.created(FoundedOrg.of(founded)));
    }

    record CreatedInviteCode(
            UUID id, String code, @Nullable String label, long maxUses, long useCount, long expiresAt, long createdAt) {
        static CreatedInviteCode of(InviteCode code) {
            return new CreatedInviteCode(
                    code.id(),
                    code.code(),
                    code.label(),
                    code.maxUses(),
                    code.useCount(),
                    code.expiresAt(),
                    code.createdAt());
        }
    }

    record ListedInviteCode(
            UUID id,
            String code,
            @Nullable String label,
            long maxUses,
            long useCount,
            long expiresAt,
            long createdAt,
            boolean expired,
            boolean exhausted) {
        static ListedInviteCode of(InviteCode code, long nowMillis) {
            return new ListedInviteCode(
                    code.id(),
                    code.code(),
                    code.label(),
                    code.maxUses(),
                    code.useCount(),
                    code.expiresAt(),
                    code.createdAt(),
                    code.isExpired(nowMillis),
                    code.isExhausted());
        }
    }

    record FoundedOrg(OrgId orgId, String name, String orgSecret) {
        static FoundedOrg of(OrgService.NewOrg founded) {
            return new FoundedOrg(founded.org().id(), founded.org().name(), founded.secret());
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "founded " + orgId;
        }
    }
}
