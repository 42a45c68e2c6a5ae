package dev.parley.server.backup;

import dev.parley.config.Secret;
import dev.parley.config.Settings;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub that runs on this machine with the same settings, as its operator sees it. */
final class RunningHub {

    private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

    private static final Logger LOG = LoggerFactory.getLogger(RunningHub.class);

    private final URI base;
    private final String origin;
    private final Optional<Secret> secret;

    RunningHub(Settings settings) {
        String host = settings.http().host();
        base = URI.create("http://" + (ANY_ADDRESS.contains(host) ? "127.0.0.1" : host) + ":"
                + settings.http().port());
        origin = settings.http().domain().map(domain -> "https://" + domain).orElse(base.toString());
        secret = settings.security().adminSecret();
    }

    /** Fails with {@link BackupException} when the hub does not answer, or with something else than a backup. */
    void backUpTo(Path file) throws IOException {
        HubClient session;
        try {
            session = logIn(HubClient.at(base).with("Origin", origin));
        } catch (UncheckedIOException e) {
            throw new BackupException(
                    "The database is in use, but no hub answers at " + base
                            + ": run this where the hub runs, with the same settings",
                    e);
        }
        try {
            download(session, file);
        } finally {
            logOut(session);
        }
    }

    /** While there is no admin secret, everybody is the operator. */
    private HubClient logIn(HubClient client) {
        if (secret.isEmpty()) {
            return client;
        }
        Answer answer = client.post(
                "/api/auth/login",
                Fields.of("type", "super_admin", "admin_secret", secret.get().value()));
        if (answer.status() != 200) {
            throw refused(answer.status(), answer.body());
        }
        return client.with("Cookie", answer.cookie());
    }

    private void logOut(HubClient session) {
        if (secret.isPresent() && session.post("/api/auth/logout").status() != 200) {
            LOG.warn("the session that made the backup is still open, for four hours at most");
        }
    }

    private void download(HubClient session, Path file) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/platform/backup"))
                .POST(BodyPublishers.noBody());
        session.headers().forEach(request::header);
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            HttpResponse<String> response = http.send(request.build(), head -> receiver(head, file));
            if (response.statusCode() != 200) {
                throw refused(response.statusCode(), response.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupException("Interrupted", e);
        }
    }

    /** The backup into the file, an error as text. */
    private static HttpResponse.BodySubscriber<String> receiver(HttpResponse.ResponseInfo head, Path file) {
        return head.statusCode() == 200
                ? BodySubscribers.mapping(BodySubscribers.ofFile(file, StandardOpenOption.WRITE), Path::toString)
                : BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    private BackupException refused(int status, String body) {
        return new BackupException("The hub at " + base + " refused the backup: " + status + " " + body);
    }
}
