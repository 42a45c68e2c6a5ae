package dev.parley.server.webhook;

import dev.parley.protocol.HubException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Decides to which URLs a bot may have its events sent: {@code contract/identity.md} §12. */
public final class WebhookUrls {

    private static final Duration LOOKUP = Duration.ofSeconds(5);

    private final Resolver resolver;
    private final boolean httpAllowed;

    /** @param httpAllowed true only in development; private addresses are refused even then */
    public WebhookUrls(boolean httpAllowed) {
        this(InetAddress::getAllByName, httpAllowed);
    }

    WebhookUrls(Resolver resolver, boolean httpAllowed) {
        this.resolver = resolver;
        this.httpAllowed = httpAllowed;
    }

    /** Completes when events may be sent there; fails with {@code VALIDATION_ERROR}. */
    public Mono<Void> check(String url) {
        return Mono.defer(() -> checkAddresses(requireHost(url)));
    }

    private String requireHost(String url) {
        URI parsed = parse(url);
        String scheme = parsed.getScheme() == null ? "" : parsed.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && httpAllowed)) {
            throw HubException.invalid("webhook_url must begin with https://");
        }
        if (parsed.getHost() == null) {
            throw HubException.invalid("webhook_url must name a host");
        }
        return parsed.getHost();
    }

    private static URI parse(String url) {
        try {
            return new URI(url.strip());
        } catch (URISyntaxException e) {
            throw HubException.invalid("webhook_url is not a valid URL");
        }
    }

    /** The system's resolver blocks, so it is asked on a thread that may wait. */
    private Mono<Void> checkAddresses(String host) {
        return Mono.fromCallable(() -> resolver.resolve(host))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(LOOKUP)
                .onErrorMap(UnknownHostException.class, e -> HubException.invalid("webhook_url names an unknown host"))
                .onErrorMap(
                        TimeoutException.class,
                        e -> HubException.invalid("The host of webhook_url could not be looked up now; try again"))
                .doOnNext(WebhookUrls::requirePublic)
                .then();
    }

    private static void requirePublic(InetAddress... addresses) {
        if (!Arrays.stream(addresses).allMatch(PublicAddresses::contains)) {
            throw HubException.invalid("webhook_url must not lead to a private, local or reserved address");
        }
    }

    /** Finds all addresses of a host name; may block. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }
}
