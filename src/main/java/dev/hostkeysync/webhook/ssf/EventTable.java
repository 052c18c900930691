package dev.hostkeysync.webhook.ssf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every type of event of CAEP 1.0, RISC 1.0, RFC 9967 and the Shared Signals Framework 1.0, and
/// what it means here. Types that are not in it mean nothing and are counted.
final class EventTable {

    static final String CAEP = "https://schemas.openid.net/secevent/caep/event-type/";
    static final String RISC = "https://schemas.openid.net/secevent/risc/event-type/";
    static final String SSF = "https://schemas.openid.net/secevent/ssf/event-type/";
    static final String SCIM = "urn:ietf:params:scim:event:";

    /// @param reason why it means that, for docs/shared-signals.md
    record Row(String type, Meaning meaning, String reason) {}

    static final List<Row> ROWS =
            List.of(
                    caep(
                            "session-revoked",
                            Meaning.NOTHING,
                            "a session ended; the way in is as before"),
                    caep(
                            "token-claims-change",
                            Meaning.NOTHING,
                            "roles and groups in tokens; who signs in is the same"),
                    caep(
                            "credential-change",
                            Meaning.CREDENTIAL_CHANGED,
                            "a password or factor was made, changed or taken away; a `pin` means nothing, because that is"
                                    + " what our own stream calls a host key"),
                    caep(
                            "assurance-level-change",
                            Meaning.NOTHING,
                            "how sure a log-in was, which differs from log-in to log-in"),
                    caep(
                            "device-compliance-change",
                            Meaning.NOTHING,
                            "a device, not the person's way in"),
                    caep("session-established", Meaning.NOTHING, "a log-in"),
                    caep("session-presented", Meaning.NOTHING, "a log-in seen again"),
                    caep(
                            "risk-level-change",
                            Meaning.NOTHING,
                            "an estimate; what follows from it comes as its own event"),
                    risc(
                            "account-credential-change-required",
                            Meaning.SIGN_IN_CHANGED,
                            "somebody else may know the way in"),
                    risc("account-purged", Meaning.REMOVED, "deleted for good"),
                    risc("account-disabled", Meaning.DEACTIVATED, "switched off, hijacked or not"),
                    risc("account-enabled", Meaning.ACTIVATED, "switched on"),
                    risc(
                            "identifier-changed",
                            Meaning.IDENTIFIER_CHANGED,
                            "the new e-mail address where `new-value` is one, else sign-in changed"),
                    risc(
                            "identifier-recycled",
                            Meaning.TRANSFERRED,
                            "the address belongs to another person now"),
                    risc(
                            "credential-compromise",
                            Meaning.SIGN_IN_CHANGED,
                            "somebody else knows the way in"),
                    risc("opt-in", Meaning.NOTHING, "whether events are sent"),
                    risc("opt-out-initiated", Meaning.NOTHING, "whether events are sent"),
                    risc("opt-out-cancelled", Meaning.NOTHING, "whether events are sent"),
                    risc("opt-out-effective", Meaning.NOTHING, "whether events are sent"),
                    risc(
                            "recovery-activated",
                            Meaning.NOTHING,
                            "a recovery began; its end comes as `credential-change`"),
                    risc(
                            "recovery-information-changed",
                            Meaning.NOTHING,
                            "the way back in, not the way in"),
                    risc("sessions-revoked", Meaning.NOTHING, "sessions ended"),
                    scim(
                            "feed:add",
                            Meaning.ACTIVATED,
                            "events about the user begin; it has no profile to make one from"),
                    scim(
                            "feed:remove",
                            Meaning.DEACTIVATED,
                            "nobody would tell us of a removal any more; `feed:add` undoes it"),
                    scim("prov:create:full", Meaning.SCIM_CREATED, "`data` is the user"),
                    scim(
                            "prov:create:notice",
                            Meaning.NOTHING,
                            "names of attributes make no user; SCIM brings them"),
                    scim("prov:patch:full", Meaning.SCIM_PATCHED, "`data` is the PATCH"),
                    scim(
                            "prov:patch:notice",
                            Meaning.SCIM_NOTICED,
                            "where userName, emails, externalId or password are named, else nothing: the new values are"
                                    + " not told"),
                    scim("prov:put:full", Meaning.SCIM_REPLACED, "`data` is the user"),
                    scim("prov:put:notice", Meaning.SCIM_NOTICED, "as `prov:patch:notice`"),
                    scim("prov:delete", Meaning.REMOVED, "deleted"),
                    scim("prov:activate", Meaning.ACTIVATED, "switched on"),
                    scim("prov:deactivate", Meaning.DEACTIVATED, "switched off"),
                    scim("misc:asyncresp", Meaning.NOTHING, "an answer to a request; we make none"),
                    ssf("verification", Meaning.VERIFICATION, "the stream flows"),
                    ssf(
                            "stream-updated",
                            Meaning.STREAM_UPDATED,
                            "the stream was paused, disabled or enabled"));

    private static final Map<String, Row> BY_TYPE =
            ROWS.stream().collect(Collectors.toUnmodifiableMap(Row::type, Function.identity()));

    /// The URN of SCIM's events until the draft became RFC 9967.
    private static final String OLD_SCIM = "urn:ietf:params:SCIM:event:";

    private EventTable() {}

    static Optional<Row> find(String type) {
        String current =
                type.startsWith(OLD_SCIM) ? SCIM + type.substring(OLD_SCIM.length()) : type;
        return Optional.ofNullable(BY_TYPE.get(current));
    }

    private static Row caep(String name, Meaning meaning, String reason) {
        return new Row(CAEP + name, meaning, reason);
    }

    private static Row risc(String name, Meaning meaning, String reason) {
        return new Row(RISC + name, meaning, reason);
    }

    private static Row scim(String name, Meaning meaning, String reason) {
        return new Row(SCIM + name, meaning, reason);
    }

    private static Row ssf(String name, Meaning meaning, String reason) {
        return new Row(SSF + name, meaning, reason);
    }
}
