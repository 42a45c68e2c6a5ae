package dev.parley.server.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public internet from all others, so that nobody makes the hub call into the network it stands in.
 * The ranges are those of the IANA special-purpose address registries that are not globally reachable.
 */
final class PublicAddresses {

    private static final List<Range> SPECIAL = List.of(
            Range.of("0.0.0.0", 8),
            Range.of("10.0.0.0", 8),
            Range.of("100.64.0.0", 10),
            Range.of("127.0.0.0", 8),
            Range.of("169.254.0.0", 16),
            Range.of("172.16.0.0", 12),
            Range.of("192.0.0.0", 24),
            Range.of("192.0.2.0", 24),
            Range.of("192.88.99.0", 24),
            Range.of("192.168.0.0", 16),
            Range.of("198.18.0.0", 15),
            Range.of("198.51.100.0", 24),
            Range.of("203.0.113.0", 24),
            Range.of("224.0.0.0", 4),
            Range.of("240.0.0.0", 4),
            Range.of("::", 96),
            Range.of("64:ff9b::", 96),
            Range.of("64:ff9b:1::", 48),
            Range.of("100::", 64),
            Range.of("2001::", 23),
            Range.of("2001:db8::", 32),
            Range.of("2002::", 16),
            Range.of("3fff::", 20),
            Range.of("5f00::", 16),
            Range.of("fc00::", 7),
            Range.of("fe80::", 10),
            Range.of("fec0::", 10),
            Range.of("ff00::", 8));

    private PublicAddresses() {}

    /** An IPv4 address inside an IPv6 one counts as what it is: Java has unwrapped it. */
    static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return SPECIAL.stream().noneMatch(range -> range.contains(bytes));
    }

    private record Range(byte[] prefix, int bits) {

        static Range of(String literal, int bits) {
            try {
                return new Range(InetAddress.getByName(literal).getAddress(), bits);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(literal, e);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            int whole = bits / 8;
            int rest = 0xFF00 >> bits % 8 & 0xFF;
            return Arrays.equals(address, 0, whole, prefix, 0, whole)
                    && (rest == 0 || (address[whole] & rest) == (prefix[whole] & rest));
        }
    }
}
