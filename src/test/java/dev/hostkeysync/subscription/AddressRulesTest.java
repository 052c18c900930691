package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRulesTest {

    @ParameterizedTest
    @CsvSource({
        "1.1.1.1, PUBLIC",
        "8.8.8.8, PUBLIC",
        "9.255.255.255, PUBLIC",
        "11.0.0.0, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.128.0.0, PUBLIC",
        "126.255.255.255, PUBLIC",
        "128.0.0.1, PUBLIC",
        "169.253.255.255, PUBLIC",
        "172.15.255.255, PUBLIC",
        "172.32.0.0, PUBLIC",
        "192.167.255.255, PUBLIC",
        "198.17.255.255, PUBLIC",
        "198.20.0.0, PUBLIC",
        "223.255.255.255, PUBLIC",
        "2606:4700:4700::1111, PUBLIC",
        "2a00:1450:4001::1, PUBLIC",
        "127.0.0.1, PRIVATE",
        "127.255.255.254, PRIVATE",
        "10.0.0.1, PRIVATE",
        "172.16.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "192.168.1.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "100.127.255.255, PRIVATE",
        "::1, PRIVATE",
        "fc00::1, PRIVATE",
        "fdff::1, PRIVATE",
        // Where clouds tell an instance its credentials, or run its platform.
        "169.254.169.254, FORBIDDEN",
        "169.254.170.2, FORBIDDEN",
        "100.100.100.200, FORBIDDEN",
        "168.63.129.16, FORBIDDEN",
        "192.0.0.192, FORBIDDEN",
        "fd00:ec2::254, FORBIDDEN",
        "fd20:ce::254, FORBIDDEN",
        "0.0.0.0, FORBIDDEN",
        "0.1.2.3, FORBIDDEN",
        "192.0.2.1, FORBIDDEN",
        "192.88.99.1, FORBIDDEN",
        "198.18.0.1, FORBIDDEN",
        "198.19.255.255, FORBIDDEN",
        "198.51.100.1, FORBIDDEN",
        "203.0.113.1, FORBIDDEN",
        "224.0.0.1, FORBIDDEN",
        "239.255.255.255, FORBIDDEN",
        "240.0.0.1, FORBIDDEN",
        "255.255.255.255, FORBIDDEN",
        "::, FORBIDDEN",
        "::7f00:1, FORBIDDEN",
        "fe80::1, FORBIDDEN",
        "fec0::1, FORBIDDEN",
        "ff02::1, FORBIDDEN",
        "100::1, FORBIDDEN",
        "2001::1, FORBIDDEN",
        "2001:db8::1, FORBIDDEN",
        "2002:7f00:1::, FORBIDDEN",
        "3fff::1, FORBIDDEN",
        "5f00::1, FORBIDDEN",
        // IPv4 inside IPv6.
        "::ffff:127.0.0.1, PRIVATE",
        "::ffff:10.0.0.1, PRIVATE",
        "::ffff:169.254.169.254, FORBIDDEN",
        "64:ff9b::7f00:1, PRIVATE",
        "64:ff9b::a9fe:a9fe, FORBIDDEN",
        "64:ff9b::808:808, PUBLIC",
        "64:ff9b:1::808:808, FORBIDDEN",
    })
    void judgesWhereAnAddressLeads(String address, AddressRules.Verdict verdict) {
        InetAddress parsed = InetAddress.ofLiteral(address);

        assertThat(AddressRules.judge(parsed)).isEqualTo(verdict);
        assertThat(AddressRules.allows(parsed, false))
                .isEqualTo(verdict == AddressRules.Verdict.PUBLIC);
        assertThat(AddressRules.allows(parsed, true))
                .isEqualTo(verdict != AddressRules.Verdict.FORBIDDEN);
    }
}
