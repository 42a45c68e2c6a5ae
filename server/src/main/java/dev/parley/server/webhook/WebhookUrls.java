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
    private final OutboundAddresses addresses;

    public WebhookUrls(OutboundAddresses addresses) {
        this(InetAddress::getAllByName, addresses);
    }

    WebhookUrls(Resolver resolver, OutboundAddresses addresses) {
        this.resolver = resolver;
        this.addresses = addresses;
    }

    /** Completes when events may be sent there; fails with {@code VALIDATION_ERROR}. */
    public Mono<Void> check(String url) {
        return Mono.defer(() -> {
            URI parsed = parse(url);
            boolean secure = isSecure(parsed);
            return checkAddresses(requireHost(parsed), secure);
        });
    }

    private boolean isSecure(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && addresses.allowHttp())) {
            throw HubException.invalid("The webhook's URL must begin with https://");
        }
        return scheme.equals("https");
    }

    private static String requireHost(URI url) {
        if (url.getHost() == null) {
            throw HubException.invalid("The webhook's URL must name a host");
        }
        return url.getHost();
    }

    private static URI parse(String url) {
        try {
            return new URI(url.strip());
        } catch (URISyntaxException e) {
            throw HubException.invalid("The webhook's URL is not valid");
        }
    }

    /** The system's resolver blocks, so it is asked on a thread that may wait. */
    private Mono<Void> checkAddresses(String host, boolean secure) {
        return Mono.fromCallable(() -> resolver.resolve(host))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(LOOKUP)
                .onErrorMap(
                        UnknownHostException.class,
                        e -> HubException.invalid("The webhook's URL names an unknown host"))
                .onErrorMap(
                        TimeoutException.class,
                        e -> HubException.invalid(
                                "The host of the webhook's URL could not be looked up now; try again"))
                .doOnNext(found -> requireAllowed(found, secure))
                .then();
    }

    private void requireAllowed(InetAddress[] found, boolean secure) {
        if (!Arrays.stream(found).allMatch(address -> addresses.allow(address, true))) {
            throw HubException.invalid("The webhook's URL must not lead to a private, local or reserved address");
        }
        if (!Arrays.stream(found).allMatch(address -> addresses.allow(address, secure))) {
            throw HubException.invalid("The webhook's URL must begin with https://");
        }
    }

    /** Finds all addresses of a host name; may block. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }
}
