package dev.hostkeysync.access;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// Reads the list of tokens in a variable. Faults name an entry by its place only: whatever it says
/// may be a token in the wrong spot.
final class TokenList {

    /// Shorter tokens could be guessed at the rate a server answers, or from the hash.
    private static final int LEAST_LENGTH = 16;

    static final Pattern LABEL = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /// After the label: the last day, in UTC, on which the token works.
    private static final String EXPIRES = ";expires=";

    // Visible ASCII survives every header and every admin's form field.
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    private static final String HASHED = "sha256:";

    /// Why a list cannot be read; the message is one line and repeats nothing of the list.
    static final class Fault extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Fault(int place, String what) {
            super("entry " + place + " " + what);
        }
    }

    private TokenList() {}

    /// @param text `label:token` or `label:sha256:hex`, separated by commas; a label may be
    ///   followed by `;expires=2027-01-31`
    static List<TokenEntry> withScope(String text, Scope scope) {
        return read(text, Optional.of(scope));
    }

    /// @param text `label:scopes:token` or `label:scopes:sha256:hex`, separated by commas; scopes
    ///   joined by `+`; a label may be followed by `;expires=2027-01-31`
    static List<TokenEntry> withScopes(String text) {
        return read(text, Optional.empty());
    }

    private static List<TokenEntry> read(String text, Optional<Scope> scope) {
        List<TokenEntry> entries = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        Set<TokenHash> hashes = new HashSet<>();
        int place = 0;
        for (String entry : text.split(",", -1)) {
            place++;
            TokenEntry read = readEntry(place, entry.strip(), scope);
            if (!labels.add(read.caller().label())) {
                throw new Fault(place, "has the label of an earlier entry");
            }
            if (!hashes.add(read.hash())) {
                throw new Fault(place, "has the token of an earlier entry");
            }
            entries.add(read);
        }
        return List.copyOf(entries);
    }

    private static TokenEntry readEntry(int place, String entry, Optional<Scope> scope) {
        int parts = scope.isPresent() ? 2 : 3;
        String[] part = entry.split(":", parts);
        if (part.length < parts) {
            throw new Fault(place, "has fewer than " + parts + " parts between colons");
        }
        int end = part[0].indexOf(EXPIRES);
        String label = end < 0 ? part[0] : part[0].substring(0, end);
        if (!LABEL.matcher(label).matches()) {
            throw new Fault(
                    place, "has a label of other characters than letters, digits, '.', '_', '-'");
        }
        Set<Scope> scopes = scope.map(Set::of).orElseGet(() -> scopes(place, part[1]));
        return new TokenEntry(
                id(scope.isPresent(), label),
                hash(place, part[parts - 1]),
                new Caller(label, scopes),
                end < 0
                        ? Optional.empty()
                        : Optional.of(endOf(place, part[0].substring(end + EXPIRES.length()))));
    }

    /// The same on every replica and after every start, and nothing of the token in it.
    private static UUID id(boolean scim, String label) {
        String name = (scim ? "SCIM_TOKENS:" : "API_TOKENS:") + label;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static Instant endOf(int place, String day) {
        try {
            return LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException _) {
            throw new Fault(place, "has something else than a day such as 2027-01-31 for its end");
        }
    }

    private static Set<Scope> scopes(int place, String joined) {
        Set<Scope> scopes = new HashSet<>();
        for (String name : joined.split("\\+", -1)) {
            scopes.add(
                    Scope.parse(name.strip())
                            .orElseThrow(() -> new Fault(place, "has an unknown scope")));
        }
        return scopes;
    }

    private static TokenHash hash(int place, String token) {
        if (token.startsWith(HASHED)) {
            try {
                return TokenHash.ofHex(token.substring(HASHED.length()));
            } catch (IllegalArgumentException _) {
                throw new Fault(place, "has something else than 64 hexadecimal digits for a hash");
            }
        }
        if (!TOKEN.matcher(token).matches()) {
            throw new Fault(place, "has a token with blanks or characters outside ASCII");
        }
        if (token.length() < LEAST_LENGTH) {
            throw new Fault(place, "has a token of fewer than " + LEAST_LENGTH + " characters");
        }
        return TokenHash.ofToken(token);
    }
}
