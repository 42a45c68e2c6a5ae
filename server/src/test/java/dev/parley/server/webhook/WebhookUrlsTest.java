package dev.parley.server.webhook;

import static dev.parley.server.testing.Refusals.refusedWith;

import dev.parley.config.AddressRanges;
import dev.parley.protocol.ErrorCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

class WebhookUrlsTest {

    private static final InetAddress PUBLIC = address("93.184.216.34");
    private static final OutboundAddresses PRODUCTION = OutboundAddresses.of(AddressRanges.NONE, false);
    private static final OutboundAddresses DEVELOPMENT = OutboundAddresses.of(AddressRanges.NONE, true);
    private static final OutboundAddresses INTRANET =
            OutboundAddresses.of(AddressRanges.parse("10.20.0.0/16,fd00::/8"), false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "https://example.org:8443/hook?x=1#y",
                "HTTPS://user:password@example.org/",
                " https://example.org "
            })
    void aPublicHttpsUrlIsFine(String url) {
        StepVerifier.create(resolvingTo(PUBLIC).check(url)).verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "http://example.org",
                "ftp://example.org",
                "file:///etc/passwd",
                "https://",
                "https:example.org",
                "https://exa mple.org",
                "javascript:alert(1)",
                "//example.org"
            })
    void everythingElseIsNot(String url) {
        StepVerifier.create(resolvingTo(PUBLIC).check(url))
                .verifyErrorSatisfies(refusedWith(ErrorCode.VALIDATION_ERROR));
    }

    @Test
    void aDeveloperMayUseHttpButNoPrivateAddress() {
        StepVerifier.create(
                        new WebhookUrls(host -> new InetAddress[] {PUBLIC}, DEVELOPMENT).check("http://example.org"))
                .verifyComplete();
        StepVerifier.create(new WebhookUrls(DEVELOPMENT).check("http://127.0.0.1:8080/hook"))
                .verifyErrorSatisfies(refusedWith(ErrorCode.VALIDATION_ERROR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:7f00:1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "fc00::1",
                "fdff::1",
                "fe80::1",
                "febf::1",
                "ff02::1",
                "2001:db8::1"
            })
    void anAddressThatIsNotPublicIsRefused(String literal) {
        StepVerifier.create(resolvingTo(address(literal)).check("https://innocent.example"))
                .verifyErrorSatisfies(refusedWith(ErrorCode.VALIDATION_ERROR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00::1"
            })
    void itsNeighboursArePublic(String literal) {
        StepVerifier.create(resolvingTo(address(literal)).check("https://example.org"))
                .verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1", "https://[::1]/", "https://2130706433/", "https://[::ffff:127.0.0.1]"})
    void anAddressWrittenInTheUrlIsLookedAtToo(String url) {
        StepVerifier.create(new WebhookUrls(PRODUCTION).check(url))
                .verifyErrorSatisfies(refusedWith(ErrorCode.VALIDATION_ERROR));
    }

    @Test
    void oneAddressOfManyIsEnoughToBeRefused() {
        StepVerifier.create(resolvingTo(PUBLIC, address("10.0.0.1")).check("https://example.org"))
                .verifyErrorSatisfies(refusedWith(ErrorCode.VALIDATION_ERROR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://10.20.1.2/", "http://10.20.1.2/hook", "http://[fd00::1]:8080/", "https://1.1.1.1/"})
    void aListedNetworkIsFineOverHttpToo(String url) {
        StepVerifier.create(new WebhookUrls(INTRANET).check(url)).verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://10.21.0.1/", "http://1.1.1.1/", "http://127.0.0.1/", "https://[fe80::1]/"})
    void aListedNetworkOpensNoOther(String url) {
        StepVerifier.create(new WebhookUrls(INTRANET).check(url))
                .verifyErrorSatisfies(refusedWith(ErrorCode.VALIDATION_ERROR));
    }

    @Test
    void anUnknownHostIsRefused() {
        WebhookUrls unresolvable = new WebhookUrls(
                host -> {
                    throw new UnknownHostException(host);
                },
                PRODUCTION);

        StepVerifier.create(unresolvable.check("https://nowhere.example"))
                .verifyErrorSatisfies(refusedWith(ErrorCode.VALIDATION_ERROR));
    }

    private static WebhookUrls resolvingTo(InetAddress... addresses) {
        return new WebhookUrls(host -> addresses, PRODUCTION);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
