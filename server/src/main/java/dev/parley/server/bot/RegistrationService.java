package dev.parley.server.bot;

import dev.parley.persistence.Queries;
import dev.parley.persistence.org.Org;
import dev.parley.persistence.org.OrgCredential;
import dev.parley.persistence.org.OrgRepository;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.server.auth.Lockouts;
import dev.parley.server.auth.LoginLimits;
import dev.parley.server.auth.Secrets;
import dev.parley.server.journal.Journal;
import dev.parley.server.ticket.Tickets;
import dev.parley.server.webhook.WebhookUrls;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Lets bots into organisations. */
public final class RegistrationService {

    private final Queries database;
    private final OrgRepository orgs;
    private final Tickets tickets;
    private final Enrolment enrolment;
    private final WebhookUrls webhookUrls;
    private final Lockouts lockouts;
    private final Journal journal;

    public RegistrationService(
            Queries database,
            OrgRepository orgs,
            Tickets tickets,
            Enrolment enrolment,
            WebhookUrls webhookUrls,
            Lockouts lockouts,
            Journal journal) {
        this.database = database;
        this.orgs = orgs;
        this.tickets = tickets;
        this.enrolment = enrolment;
        this.webhookUrls = webhookUrls;
        this.lockouts = lockouts;
        this.journal = journal;
    }

    /**
     * Registers a bot. Fails with {@code VALIDATION_ERROR}, {@code RATE_LIMITED}, {@code INVALID_CREDENTIALS},
     * {@code INVALID_TICKET}, {@code TICKET_EXPIRED}, {@code TICKET_CONSUMED}, {@code ORG_SUSPENDED},
     * {@code NAME_TOMBSTONED} or {@code NAME_CONFLICT}, in this order.
     *
     * @param ip whose guesses are counted
     */
    Mono<Enrolment.Enrolled> register(RegisterBot request, String ip) {
        return Mono.justOrEmpty(request.webhookUrl())
                .flatMap(webhookUrls::check)
                .then(Mono.defer(() -> request.orgSecret()
                        .map(secret -> registerBySecret(request, secret, ip))
                        .orElseGet(() -> registerByTicket(request, ip))));
    }

    private Mono<Enrolment.Enrolled> registerBySecret(RegisterBot request, String secret, String ip) {
        return guarded(ip, findOrg(database, request, secret))
                .doOnNext(RegistrationService::requireActive)
                .flatMap(org -> journal.append(org.id(), lane -> findOrg(lane, request, secret)
                        .doOnNext(RegistrationService::requireActive)
                        .flatMap(still -> enrolment.enrol(lane, request, Optional.empty()))));
    }

    private Mono<Enrolment.Enrolled> registerByTicket(RegisterBot request, String ip) {
        String ticket =
                Fields.text(request.ticket()).orElseThrow(() -> HubException.invalid("ticket must be a string"));
        return guarded(ip, requireTicket(request, ticket))
                .flatMap(org -> orgs.find(database, org))
                .switchIfEmpty(Mono.error(() -> HubException.notFound("Organisation")))
                .doOnNext(RegistrationService::requireActive)
                .flatMap(org -> journal.append(org.id(), lane -> enrolment.enrol(lane, request, Optional.of(ticket))));
    }

    private <T> Mono<T> guarded(String ip, Mono<T> attempt) {
        return lockouts.guard(List.of(LoginLimits.ofRegistration(ip)), attempt);
    }

    /**
     * Looked at again in the lane, where nobody replaces the secret or suspends the organisation meanwhile. An unknown
     * organisation and a wrong secret cannot be told apart.
     */
    private Mono<Org> findOrg(Queries queries, RegisterBot request, String secret) {
        return OrgId.parse(request.orgId())
                .map(org -> orgs.findCredential(queries, org))
                .orElseGet(Mono::empty)
                .filter(credential -> Secrets.matches(secret, credential.secretHash()))
                .map(OrgCredential::org)
                .switchIfEmpty(Mono.error(
                        () -> HubException.of(ErrorCode.INVALID_CREDENTIALS, "org_id or org_secret is wrong")));
    }

    private Mono<OrgId> requireTicket(RegisterBot request, String ticket) {
        return OrgId.parse(request.orgId())
                .map(org -> tickets.requireUsable(database, org, ticket).thenReturn(org))
                .orElseGet(() -> Mono.error(Tickets.unknown()));
    }

    private static void requireActive(Org org) {
        if (!org.isActive()) {
            throw HubException.of(ErrorCode.ORG_SUSPENDED, "The org is suspended; its operator can restore it");
        }
    }
}
