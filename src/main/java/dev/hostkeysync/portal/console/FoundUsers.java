package dev.hostkeysync.portal.console;

import dev.hostkeysync.reconcile.users.UserDesk;
import java.util.List;

/// What a search found.
///
/// @param asked what was searched for; empty = nothing was
/// @param summary in words
public record FoundUsers(String asked, String summary, List<UserLine> users) {

    static final int MOST = 50;

    static final FoundUsers NOTHING_ASKED = new FoundUsers("", "", List.of());

    static FoundUsers of(String asked, UserDesk.Found found) {
        int count = found.users().size();
        return new FoundUsers(
                asked,
                count == 0
                        ? "Nobody has a name that begins like this. Check the spelling, or whether the"
                                + " identity provider has provisioned the user."
                        : found.more()
                                ? "The first %d users; type more of the name to see others."
                                        .formatted(count)
                                : count == 1 ? "1 user." : count + " users.",
                found.users().stream().map(UserLine::of).toList());
    }
}
