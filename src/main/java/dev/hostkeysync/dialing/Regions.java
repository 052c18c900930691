package dev.hostkeysync.dialing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The entrances of the Conference Room Connector by region.
@ApplicationScoped
public class Regions {

    /// As in Zoom's invitations of 2025. Zoom changes them, so `CRC_REGIONS` goes before.
    private static final Map<String, String> H323 =
            Map.ofEntries(
                    Map.entry("us-west", "144.195.19.161"),
                    Map.entry("us-east", "206.247.11.121"),
                    Map.entry("china", "221.122.88.195"),
                    Map.entry("mumbai", "115.114.131.7"),
                    Map.entry("hyderabad", "115.114.115.7"),
                    Map.entry("amsterdam", "159.124.15.191"),
                    Map.entry("germany", "159.124.47.249"),
                    Map.entry("sydney", "159.124.104.213"),
                    Map.entry("melbourne", "159.124.74.212"),
                    Map.entry("hong-kong", "170.114.134.121"),
                    Map.entry("singapore", "170.114.180.219"),
                    Map.entry("brazil", "64.211.144.160"),
                    Map.entry("toronto", "159.124.168.213"),
                    Map.entry("vancouver", "159.124.196.25"),
                    Map.entry("tokyo", "170.114.194.163"),
                    Map.entry("osaka", "147.124.100.25"));

    private static final Pattern ENTRY =
            Pattern.compile("(?<name>[a-z0-9-]{1,40})=(?<address>[^/=]+)(/(?<domain>[^/=]+))?");

    private final Connector usual;
    private final SortedMap<String, Connector> byName = new TreeMap<>();

    Regions(CrcConfig config) {
        usual = new Connector(config.sipDomain(), config.h323Address());
        H323.forEach((name, address) -> byName.put(name, connector(address, usual.sipDomain())));
        config.regions().ifPresent(text -> byName.putAll(parse(text, usual.sipDomain())));
    }

    /// The one that is dialled when no region is named.
    public Connector usual() {
        return usual;
    }

    public Optional<Connector> named(String region) {
        return Optional.ofNullable(byName.get(region.toLowerCase(Locale.ROOT)));
    }

    /// For a sentence that begins with "region".
    public String expected() {
        return "must be one of " + String.join(", ", byName.keySet());
    }

    static Optional<String> fault(String text) {
        try {
            Map<String, Connector> _ = parse(text, "zoomcrc.com");
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static Map<String, Connector> parse(String text, String sipDomain) {
        Map<String, Connector> regions = new TreeMap<>();
        for (String entry : text.split(",", -1)) {
            Matcher parts = ENTRY.matcher(entry.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException("'" + entry.strip() + "' cannot be read");
            }
            String domain = Optional.ofNullable(parts.group("domain")).orElse(sipDomain);
            try {
                regions.put(parts.group("name"), connector(parts.group("address"), domain));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "'%s' has %s".formatted(entry.strip(), e.getMessage()), e);
            }
        }
        return regions;
    }

    private static Connector connector(String address, String sipDomain) {
        return new Connector(sipDomain, address);
    }
}
