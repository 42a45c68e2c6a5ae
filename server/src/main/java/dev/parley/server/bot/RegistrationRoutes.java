package dev.parley.server.bot;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.parley.protocol.BotId;
import dev.parley.protocol.bot.Bot;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import reactor.core.publisher.Mono;

/** Where bots come in. */
public final class RegistrationRoutes implements Routes {

    private final RegistrationService registrations;

    public RegistrationRoutes(RegistrationService registrations) {
        this.registrations = registrations;
    }

    @Override
    public void addTo(Router router) {
        router.post("/api/auth/register", Access.open(), this::register, RegistrationDocs.REGISTER)
                .hidden("POST", "/api/register", Access.open(), this::register);
    }

    private Mono<Reply> register(Call call) {
        return call.body()
                .map(RegisterBot::from)
                .flatMap(request -> registrations.register(request, call.clientIp()))
                .map(enrolled -> Reply.ok(RegisteredBot.of(enrolled)));
    }

    /** @param message only for a bot that waits for approval */
    record RegisteredBot(
            BotId botId,
            @JsonUnwrapped Bot bot,
            String token,
            @JsonInclude(JsonInclude.Include.NON_NULL) String message) {

        /** Clients compare with it. */
        private static final String PENDING = "Awaiting org admin approval";

        static RegisteredBot of(Enrolment.Enrolled enrolled) {
            Bot bot = enrolled.bot();
            return new RegisteredBot(
                    bot.id(), bot, enrolled.token(), bot.joinStatus() == JoinStatus.PENDING ? PENDING : null);
        }
    }
}
