package dev.parley.server.webhook;

import dev.parley.config.AddressRanges;
import dev.parley.config.SecuritySettings;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Decides which addresses webhooks may lead to, when a bot names one and again at each connection: those of the public
 * internet over {@code https:}, and those the operator listed over {@code http:} too.
 */
public final class OutboundAddresses {

    private final AddressRanges listed;
    private final boolean httpAllowed;

    private OutboundAddresses(AddressRanges listed, boolean httpAllowed) {
        this.listed = listed;
        this.httpAllowed = httpAllowed;
    }

    public static OutboundAddresses of(SecuritySettings settings) {
        return new OutboundAddresses(settings.webhookAllow(), settings.devMode());
    }

    /**
     * As above, without settings.
     *
     * @param httpAllowed whether {@code http:} may lead to public addresses: in development; private ones are refused even
     *     then
     */
    static OutboundAddresses of(AddressRanges listed, boolean httpAllowed) {
        return new OutboundAddresses(listed, httpAllowed);
    }

    /** Whether any address at all may be reached without TLS. */
    boolean allowHttp() {
        return httpAllowed || !listed.ranges().isEmpty();
    }

    /** @param secure whether the connection is to have TLS */
    boolean allow(InetAddress address, boolean secure) {
        InetAddress meant = unwrapped(address);
        return listed.contain(meant) || ((secure || httpAllowed) && PublicAddresses.contains(meant));
    }

    /** Of {@code ::ffff:127.0.0.1} Java makes {@code 127.0.0.1}; Netty, which is asked at each connection, does not. */
    private static InetAddress unwrapped(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address is as long as an address", e);
        }
    }
}
