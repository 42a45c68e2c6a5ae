package dev.parley.server.testing;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import tools.jackson.databind.JsonNode;

/**
 * An organisation on a test's hub.
 *
 * @param admin a client with an org_admin session
 */
public record TestOrg(String id, String secret, HubClient anybody, HubClient admin) {

    /** Makes an organisation on a hub with that admin secret. */
    public static TestOrg create(HubClient anybody, String adminSecret, String name) {
        Answer login = anybody.post("/api/auth/login", Fields.of("type", "super_admin", "admin_secret", adminSecret));
        return of(
                anybody,
                anybody.withCookie(login.cookie())
                        .post("/api/orgs", Fields.of("name", name))
                        .json());
    }

    static TestOrg of(HubClient anybody, JsonNode org) {
        String id = org.path("id").asString();
        String secret = org.path("org_secret").asString();
        return new TestOrg(id, secret, anybody, logIn(anybody, id, secret));
    }

    private static HubClient logIn(HubClient anybody, String id, String secret) {
        Answer session =
                anybody.post("/api/auth/login", Fields.of("type", "org_admin", "org_id", id, "org_secret", secret));
        return anybody.withCookie(session.cookie());
    }

    /** A client with a new org_admin session. */
    public HubClient logIn() {
        return logIn(anybody, id, secret);
    }

    /** A new bot with the role {@code admin}. */
    public TestBot adminBot(String name) {
        return register(Fields.of("org_id", id, "org_secret", secret, "name", name));
    }

    /** A new bot with the role {@code member}. */
    public TestBot bot(String name) {
        return register(Fields.of("org_id", id, "ticket", ticket(), "name", name));
    }

    /** A registration ticket for one bot. */
    public String ticket() {
        return admin.post("/api/org/tickets").json().path("ticket").asString();
    }

    /** Lifts the limits on how much a bot may send. */
    public TestOrg unlimited() {
        Answer answer = admin.patch(
                "/api/org/settings",
                Fields.of("messages_per_minute_per_bot", 1_000_000, "threads_per_hour_per_bot", 1_000_000));
        if (answer.status() != 200) {
            throw new IllegalStateException("Limits stay: " + answer);
        }
        return this;
    }

    private TestBot register(Object registration) {
        Answer answer = anybody.post("/api/auth/register", registration);
        if (answer.status() != 200) {
            throw new IllegalStateException("Not registered: " + answer);
        }
        JsonNode bot = answer.json();
        String token = bot.path("token").asString();
        return new TestBot(bot.path("id").asString(), bot.path("name").asString(), token, anybody.withToken(token));
    }
}
