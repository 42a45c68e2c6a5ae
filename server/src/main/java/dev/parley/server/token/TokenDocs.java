package dev.parley.server.token;

import dev.parley.persistence.token.TokenRepository;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Scope;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Done;
import dev.parley.server.http.Operation;
import java.util.List;

/** What the OpenAPI document says about scoped tokens. */
final class TokenDocs {

    static final Operation CREATE = Operation.of("createToken", "Make a token of limited scope")
            .describe("The token is shown this once. A bot has at most " + TokenRepository.MAX_SCOPED
                    + " that have not expired.")
            .body(Schema.object()
                    .required("scopes", Schema.list(Schema.oneOf(Scope.class), 1, CreateToken.MAX_SCOPES))
                    .optional("label", Schema.text(CreateToken.MAX_LABEL).orNull())
                    .optional(
                            "expires_in",
                            Schema.number(1, CreateToken.MAX_LIFETIME.toMillis())
                                    .describe("Milliseconds; without it the token never expires.")))
            .answers(TokenRoutes.CreatedToken.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.CONFLICT);

    static final Operation LIST = Operation.of("listTokens", "The bot's scoped tokens, newest first")
            .answers(List.class, TokenRoutes.ListedToken.class);

    static final Operation REVOKE = Operation.of("revokeToken", "End a scoped token of the bot")
            .describe("The token, the sockets and the sessions opened with it are refused from then on.")
            .path("id", "The token's `id`.")
            .answers(Done.class)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation LIST_OF_BOT = Operation.of("listBotTokens", "A bot's scoped tokens, newest first")
            .path("bot_id", "The bot's id.")
            .answers(List.class, TokenRoutes.ListedToken.class)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation REVOKE_OF_BOT = Operation.of("revokeBotToken", "End a scoped token of a bot")
            .describe("The token, the sockets and the sessions opened with it are refused from then on.")
            .path("bot_id", "The bot's id.")
            .path("id", "The token's `id`.")
            .answers(Done.class)
            .fails(ErrorCode.NOT_FOUND);

    private TokenDocs() {}
}
