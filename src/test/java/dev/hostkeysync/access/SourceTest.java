package dev.hostkeysync.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002::/64",
        "2001:db8:1:2::ffff, 20010db800010002::/64",
        "::ffff:192.0.2.7, 192.0.2.7",
        "anything, unknown",
    })
    void isAnAddressOrTheNetworkOfOne(String address, String source) {
        assertThat(Source.ofAddress(address)).isEqualTo(source);
    }

    @Test
    void isUnknownWhereNobodyIsThere() {
        assertThat(Source.of(null)).isEqualTo("unknown");
        assertThat(Source.of(SocketAddress.domainSocketAddress("/run/x"))).isEqualTo("unknown");
        assertThat(Source.of(SocketAddress.inetSocketAddress(80, "192.0.2.7")))
                .isEqualTo("192.0.2.7");
    }
}
