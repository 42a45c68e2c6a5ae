package dev.parley.server.auth;

import dev.parley.protocol.ErrorCode;
import dev.parley.server.http.Done;
import dev.parley.server.http.Operation;

/** What the OpenAPI document says about sessions and WebSocket tickets. */
final class AuthDocs {

    static final Operation LOGIN = Operation.of("logIn", "Begin a session")
            .describe("""
                Sets the cookie `hxa_session`. A bot's owner acts as the bot, with the scopes of the token; an administrator
                of an organisation, and the operator of the hub, in their own name. Wrong credentials are counted per
                address and identity: after a few the next attempts are refused for a while, even good ones.
                """)
            .body(LoginRequest.SCHEMA)
            .answers(AuthRoutes.LoggedIn.class)
            .fails(ErrorCode.INVALID_TOKEN, ErrorCode.TOKEN_EXPIRED, ErrorCode.INVALID_CREDENTIALS)
            .fails(ErrorCode.BOT_NOT_ACTIVE, ErrorCode.ORG_INACTIVE, ErrorCode.RATE_LIMITED, ErrorCode.SERVER_ERROR);

    static final Operation LOGOUT =
            Operation.of("logOut", "End the session, and its WebSockets").answers(Done.class);

    static final Operation SESSION =
            Operation.of("getSession", "The session of the cookie").answers(AuthRoutes.SessionView.class);

    static final Operation WS_TICKET = Operation.of("createWsTicket", "A ticket for one WebSocket connection")
            .describe("Good once, for `expires_in` seconds: connect to `/ws?ticket=…`.")
            .answers(WsTicketRoutes.IssuedWsTicket.class)
            .fails(ErrorCode.FORBIDDEN, ErrorCode.RATE_LIMITED);

    private AuthDocs() {}
}
