package dev.hostkeysync.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.Configs;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrcConfigTest {

    @Test
    void hasDefaults() {
        CrcConfig config = Configs.of(CrcConfig.class, Map.of());

        assertThat(config.sipDomain()).isEqualTo("zoomcrc.com");
        assertThat(config.h323Address()).isEqualTo("144.195.19.161");
        assertThat(config.regions()).isEmpty();
    }

    @Test
    void readsEveryVariable() {
        CrcConfig config =
                Configs.of(
                        CrcConfig.class,
                        Map.of(
                                "CRC_SIP_DOMAIN", "zmau.us",
                                "CRC_H323_ADDRESS", "159.124.104.213",
                                "CRC_REGIONS", "sydney=192.0.2.7"));

        assertThat(config.sipDomain()).isEqualTo("zmau.us");
        assertThat(config.h323Address()).isEqualTo("159.124.104.213");
        assertThat(config.regions()).contains("sydney=192.0.2.7");
    }

    @Test
    void knowsTheRegionsOfZoomsInvitations() {
        Regions regions =
                new Regions(Configs.of(CrcConfig.class, Map.of("CRC_SIP_DOMAIN", "fr.zmeu.us")));

        assertThat(regions.usual()).isEqualTo(new Connector("fr.zmeu.us", "144.195.19.161"));
        assertThat(regions.named("Tokyo")).contains(new Connector("fr.zmeu.us", "170.114.194.163"));
        assertThat(regions.named("atlantis")).isEmpty();
        assertThat(regions.expected())
                .isEqualTo(
                        "must be one of amsterdam, brazil, china, germany, hong-kong, hyderabad,"
                                + " melbourne, mumbai, osaka, singapore, sydney, tokyo, toronto,"
                                + " us-east, us-west, vancouver");
    }

    @Test
    void takesOtherRegionsAndAddresses() {
        Regions regions =
                new Regions(
                        Configs.of(
                                CrcConfig.class,
                                Map.of(
                                        "CRC_REGIONS",
                                        "sydney=192.0.2.7/zmau.us, oslo=crc.example.no")));

        assertThat(regions.named("sydney")).contains(new Connector("zmau.us", "192.0.2.7"));
        assertThat(regions.named("oslo")).contains(new Connector("zoomcrc.com", "crc.example.no"));
        assertThat(regions.named("osaka")).contains(new Connector("zoomcrc.com", "147.124.100.25"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CRC_SIP_DOMAIN | fr.zmeu.us |",
                "CRC_SIP_DOMAIN | 192.0.2.1 |",
                "CRC_SIP_DOMAIN | sip:zoomcrc.com | CRC_SIP_DOMAIN: 'sip:zoomcrc.com' is neither a host name nor an IPv4 address; expected a domain or an IPv4 address such as zoomcrc.com",
                "CRC_SIP_DOMAIN | '' | CRC_SIP_DOMAIN: is empty; unset it, or give a domain or an IPv4 address such as zoomcrc.com",
                "CRC_H323_ADDRESS | crc.example.com |",
                "CRC_H323_ADDRESS | -a.example.com | CRC_H323_ADDRESS: '-a.example.com' is neither a host name nor an IPv4 address; expected an IPv4 address or a host name such as 144.195.19.161",
                "CRC_REGIONS | '' |",
                "CRC_REGIONS | oslo=192.0.2.1/sip.example.no,rome=192.0.2.2 |",
                "CRC_REGIONS | oslo | CRC_REGIONS: 'oslo' cannot be read; expected name=address or name=address/sip-domain, separated by commas, such as sydney=159.124.104.213/zmau.us; a name has lower-case letters, digits and dashes",
                "CRC_REGIONS | oslo=a_b | CRC_REGIONS: 'oslo=a_b' has neither a host name nor an IPv4 address; expected name=address or name=address/sip-domain, separated by commas, such as sydney=159.124.104.213/zmau.us; a name has lower-case letters, digits and dashes",
            })
    void saysWhatIsWrong(String name, String value, @Nullable String fault) {
        Optional<String> found =
                CrcConfig.SETTINGS.stream()
                        .filter(setting -> setting.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .check(Optional.of(value));

        assertThat(found).isEqualTo(Optional.ofNullable(fault));
    }
}
