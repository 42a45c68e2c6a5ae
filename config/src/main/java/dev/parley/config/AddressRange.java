package dev.parley.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A network: all addresses that begin with the same bits. */
public final class AddressRange {

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
    private static final Pattern FORM =
            Pattern.compile("(?<address>OCTET(?:\\.OCTET){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)(?:/(?<bits>[0-9]{1,3}))?"
                    .replace("OCTET", OCTET));

    private final InetAddress network;
    private final int bits;

    private AddressRange(InetAddress network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /**
     * Reads {@code address/bits}; without bits it is one address. Fails with {@link IllegalArgumentException}, also when
     * bits are set behind those that count: whoever wrote that meant something else.
     */
    public static AddressRange parse(String text) {
        Matcher parts = FORM.matcher(text);
        Kind.require(parts.matches());
        InetAddress network = literal(parts.group("address"));
        int length = network.getAddress().length * 8;
        int bits = parts.group("bits") == null ? length : Integer.parseInt(parts.group("bits"));
        Kind.require(bits <= length && Arrays.equals(network.getAddress(), masked(network.getAddress(), bits)));
        return new AddressRange(network, bits);
    }

    /** Never looks up a name: what has come this far is an address, or no more than a broken one. */
    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }

    /** Whether the address is in this network; an address of the other family never is. */
    public boolean contains(InetAddress address) {
        byte[] candidate = address.getAddress();
        return candidate.length == network.getAddress().length
                && Arrays.equals(network.getAddress(), masked(candidate, bits));
    }

    /** Clears what follows the first bits. */
    private static byte[] masked(byte[] address, int bits) {
        byte[] masked = Arrays.copyOf(Arrays.copyOf(address, (bits + 7) / 8), address.length);
        if (bits % 8 != 0) {
            masked[bits / 8] &= (byte) (0xFF00 >> bits % 8);
        }
        return masked;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
