package dev.hostkeysync.reconcile.preflight;

import dev.hostkeysync.zoom.HostKeyLock;
import dev.hostkeysync.zoom.ZoomScope;
import dev.hostkeysync.zoom.auth.Access;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What is found about our app and the account: token, scopes, and who may change host keys.
final class AppFindings {

    private static final Map<ZoomScope, String> USES = uses();

    private static final Map<ZoomScope, String> PROVISIONING = provisioning();

    /// What one endpoint alone needs: no fault where it is not used, and it says so itself where it
    /// is.
    private static final Set<ZoomScope> MEETINGS =
            EnumSet.of(ZoomScope.CREATE_MEETING, ZoomScope.ADD_ASSISTANT);

    private static final String CREDENTIALS =
            "In the Zoom App Marketplace (Manage, Built Apps) open the Server-to-Server OAuth app:"
                    + " it must be activated, and ZOOM_ACCOUNT_ID, ZOOM_CLIENT_ID and"
                    + " ZOOM_CLIENT_SECRET must be those of its page App Credentials.";

    private static final String PORTAL =
            "In Zoom's web portal, signed in as an administrator: Advanced, Security, let only"
                    + " account administrators change the host key.";

    private AppFindings() {}

    private static Map<ZoomScope, String> uses() {
        Map<ZoomScope, String> uses = new EnumMap<>(ZoomScope.class);
        uses.put(ZoomScope.UPDATE_USER, "to set host keys");
        uses.put(ZoomScope.READ_SETTINGS, "to see who may change host keys");
        uses.put(ZoomScope.LIST_USERS, "for backfills and drift checks");
        uses.put(ZoomScope.READ_USER, "for drift checks and webhooks");
        return uses;
    }

    private static Map<ZoomScope, String> provisioning() {
        Map<ZoomScope, String> uses = uses();
        uses.put(ZoomScope.CREATE_USER, "to make users, ZOOM_PROVISIONING");
        uses.put(ZoomScope.UPDATE_STATUS, "to switch users off and on, ZOOM_PROVISIONING");
        uses.put(ZoomScope.DELETE_USER, "to remove users, ZOOM_PROVISIONING");
        return uses;
    }

    static Finding token(Access access) {
        return switch (access) {
            case Access.Token _ -> Finding.ok(Check.TOKEN, "Zoom issued an access token.");
            case Access.Refused(String reason, _) ->
                    Finding.of(
                            Check.TOKEN,
                            Status.PROBLEM,
                            "Zoom refuses our app: " + reason + ".",
                            CREDENTIALS);
            case Access.Unreachable(String reason) ->
                    Finding.of(
                            Check.TOKEN,
                            Status.PROBLEM,
                            "No access token could be had: " + reason + ".",
                            "See whether this machine reaches ZOOM_OAUTH_URL, and whether Zoom is"
                                    + " up (status.zoom.us). It is tried again by itself.");
        };
    }

    /// @param provisions whether users are made at Zoom
    static Finding scopes(Access access, boolean provisions) {
        Map<ZoomScope, String> uses = provisions ? PROVISIONING : USES;
        if (!(access instanceof Access.Token token)) {
            return unknownScopes("There is no access token to look at.");
        }
        if (token.scopes().isEmpty()) {
            return unknownScopes("Zoom did not say what its token is good for.");
        }
        List<ZoomScope> missing =
                uses.keySet().stream().filter(scope -> !scope.isIn(token.scopes())).toList();
        if (missing.isEmpty()) {
            return Finding.ok(
                    Check.SCOPES, "The token has every scope that is used." + forMeetings(token));
        }
        String names =
                missing.stream()
                        .map(scope -> scope.wireName() + " (" + uses.get(scope) + ")")
                        .collect(Collectors.joining(", "));
        return Finding.of(
                Check.SCOPES,
                missing.contains(ZoomScope.UPDATE_USER) ? Status.PROBLEM : Status.WARNING,
                "The token lacks " + names + ".",
                "In the Zoom App Marketplace (Manage, Built Apps) open the app, Scopes, and add"
                        + " them; then run this check again, which asks for a new token. Without the"
                        + " administrator's right to grant one, ask somebody whose role has it.");
    }

    private static String forMeetings(Access.Token token) {
        String missing =
                MEETINGS.stream()
                        .filter(scope -> !scope.isIn(token.scopes()))
                        .map(ZoomScope::wireName)
                        .collect(Collectors.joining(", "));
        return missing.isEmpty() ? "" : " For POST /api/v1/meetings it lacks " + missing + ".";
    }

    private static Finding unknownScopes(String found) {
        return Finding.of(
                Check.SCOPES,
                Status.CANNOT_TELL,
                found,
                "Run this check again once a token can be had.");
    }

    static Finding lock(HostKeyLock lock) {
        return switch (lock) {
            case HostKeyLock.Locked _ ->
                    Finding.ok(Check.HOST_KEY_LOCK, "Only administrators may change host keys.");
            case HostKeyLock.NotLocked(Set<String> others) ->
                    Finding.of(
                            Check.HOST_KEY_LOCK,
                            Status.PROBLEM,
                            "Users may change their own host key"
                                    + (others.isEmpty()
                                            ? "."
                                            : "; reserved to administrators are only: "
                                                    + String.join(", ", new TreeSet<>(others))
                                                    + "."),
                            PORTAL
                                    + " Or POST /api/v1/preflight/lock, for which the app needs the"
                                    + " scope "
                                    + ZoomScope.UPDATE_SETTINGS.wireName()
                                    + ".");
            case HostKeyLock.CannotTell(String reason) ->
                    Finding.of(
                            Check.HOST_KEY_LOCK,
                            Status.CANNOT_TELL,
                            "It cannot be read whether users may change their own host key: "
                                    + reason
                                    + ".",
                            "Look yourself. " + PORTAL);
        };
    }
}
