package dev.parley.config;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Networks that were named in a setting. */
public record AddressRanges(List<AddressRange> ranges) {

    /** No network at all. */
    public static final AddressRanges NONE = new AddressRanges(List.of());

    static final Kind<AddressRanges> KIND =
            Kind.of("a comma list of networks such as `10.20.0.0/16` or `fd00:1::/32`", AddressRanges::parse);

    /** Keeps a copy. */
    public AddressRanges {
        ranges = List.copyOf(ranges);
    }

    /** Reads networks with commas between them; fails with {@link IllegalArgumentException}. */
    public static AddressRanges parse(String text) {
        return new AddressRanges(Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .map(AddressRange::parse)
                .toList());
    }

    /** Whether the address is in one of the networks. */
    public boolean contain(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    @Override
    public String toString() {
        return ranges.stream().map(AddressRange::toString).collect(Collectors.joining(","));
    }
}
