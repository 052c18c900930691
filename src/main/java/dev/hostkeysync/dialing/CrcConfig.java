package dev.hostkeysync.dialing;

import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/// Where room devices reach Zoom's Conference Room Connector.
@ConfigMapping(prefix = "crc")
public interface CrcConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.defaulted(
                            "CRC_SIP_DOMAIN",
                            "a domain or an IPv4 address such as zoomcrc.com",
                            CrcConfig::hostFault),
                    Setting.defaulted(
                            "CRC_H323_ADDRESS",
                            "an IPv4 address or a host name such as 144.195.19.161",
                            CrcConfig::hostFault),
                    Setting.optional(
                            "CRC_REGIONS",
                            "name=address or name=address/sip-domain, separated by commas, such as"
                                    + " sydney=159.124.104.213/zmau.us; a name has lower-case"
                                    + " letters, digits and dashes",
                            Regions::fault));

    @WithDefault("zoomcrc.com")
    String sipDomain();

    @WithDefault("144.195.19.161")
    String h323Address();

    /// `CRC_REGIONS`: more regions, or other addresses for those that are known.
    Optional<String> regions();

    private static Optional<String> hostFault(String text) {
        return Connector.isHost(text)
                ? Optional.empty()
                : Optional.of("'" + text + "' is neither a host name nor an IPv4 address");
    }
}
