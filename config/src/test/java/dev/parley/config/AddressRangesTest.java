package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {

    @ParameterizedTest
    @CsvSource({
        "10.20.0.0/16, 10.20.0.0, true",
        "10.20.0.0/16, 10.20.255.255, true",
        "10.20.0.0/16, 10.21.0.0, false",
        "10.20.0.0/16, 10.19.255.255, false",
        "10.20.4.0/22, 10.20.7.255, true",
        "10.20.4.0/22, 10.20.8.0, false",
        "10.20.4.4/31, 10.20.4.5, true",
        "10.20.4.4/31, 10.20.4.6, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "fd00:1::/32, fd00:1:ffff::1, true",
        "fd00:1::/32, fd00:2::1, false",
        "fc00::/7, fdff::1, true",
        "::1, ::1, true",
        "::/0, 127.0.0.1, false",
        "127.0.0.0/8, ::ffff:127.0.0.1, true"
    })
    void aRangeHasTheAddressesThatBeginAsItDoes(String range, String address, boolean contained)
            throws UnknownHostException {
        AddressRanges ranges = AddressRanges.parse(range);

        assertThat(ranges.contain(InetAddress.getByName(address))).isEqualTo(contained);
    }

    @Test
    void anAddressMayBeInAnyOfThem() throws UnknownHostException {
        AddressRanges ranges = AddressRanges.parse("127.0.0.0/8, fd00::/8 ,10.0.0.0/8,");

        assertThat(ranges.contain(InetAddress.getByName("10.9.8.7"))).isTrue();
        assertThat(ranges.contain(InetAddress.getByName("fd12::1"))).isTrue();
        assertThat(ranges.contain(InetAddress.getByName("8.8.8.8"))).isFalse();
        assertThat(ranges).hasToString("127.0.0.0/8,fd00:0:0:0:0:0:0:0/8,10.0.0.0/8");
    }

    @Test
    void noneHasNoAddress() {
        assertThat(AddressRanges.NONE.contain(InetAddress.getLoopbackAddress())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "example.org/8",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.1/8",
                "10.0.0.256",
                "10.0.0",
                "167772160",
                "fd00::/129",
                "fd00::1/8",
                "::ffff:10.0.0.0/96",
                "[fd00::]/8",
                "fe80::1%eth0",
                "*",
                "dead"
            })
    void whatNamesNoNetworkIsRefused(String text) {
        assertThatThrownBy(() -> AddressRanges.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
