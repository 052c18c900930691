package dev.hostkeysync.account;

import dev.hostkeysync.directory.GroupProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which type a new user of Zoom gets.
///
/// @param usual of who is in none of the groups
/// @param groups the first one that the user is in decides
record TypeRule(ZoomType usual, List<OfGroups> groups) {

    /// @param keys of the groups' display names
    record OfGroups(ZoomType type, Set<String> keys) {}

    /// @param list such as `licensed:Zoom Users|Sales,basic:Contractors`; empty = no groups
    static TypeRule parse(String usual, String list) {
        List<OfGroups> groups = new ArrayList<>();
        for (String part : list.isBlank() ? new String[0] : list.split(",", -1)) {
            int colon = part.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("a type is missing");
            }
            groups.add(
                    new OfGroups(
                            type(part.substring(0, colon).strip()),
                            keys(part.substring(colon + 1))));
        }
        return new TypeRule(type(usual), List.copyOf(groups));
    }

    static ZoomType type(String word) {
        return Arrays.stream(ZoomType.values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no such type"));
    }

    private static Set<String> keys(String names) {
        return Arrays.stream(names.split("\\|", -1))
                .map(String::strip)
                .peek(name -> {
                    if (name.isEmpty()) {
                        throw new IllegalArgumentException("a name is empty");
                    }
                })
                .map(GroupProfile::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean asksForGroups() {
        return !groups.isEmpty();
    }

    /// @param memberOf keys of the groups that the user is in, directly or through others
    ZoomType of(Set<String> memberOf) {
        Optional<OfGroups> first =
                groups.stream()
                        .filter(one -> one.keys().stream().anyMatch(memberOf::contains))
                        .findFirst();
        return first.map(OfGroups::type).orElse(usual);
    }
}
